/** How far something had come at a time, in bytes and milliseconds. */
export interface Mark {
	bytes: number;
	time: number;
}

/** Before so long, or so small a part, a guess would be worth nothing. */
const least = { time: 1500, part: 0.02 };

/** Seconds until all bytes are read at the pace so far, or null while nobody can say. */
export function timeLeft(start: Mark, now: Mark, total: number): number | null {
	const [bytes, time] = [now.bytes - start.bytes, now.time - start.time];
	if (total <= 0 || time < least.time || bytes < least.part * total) return null;
	return Math.max(0, ((total - now.bytes) * time) / bytes / 1000);
}
