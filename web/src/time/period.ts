/** A stretch of time in milliseconds since 1970, UTC; its end does not belong to it. */
export interface Stretch {
	start: number;
	end: number;
}

export const day = 86_400_000;

/** First months of the seasons, as the service reads them: a winter has the year that it begins in. */
const seasons: Record<string, number> = { spring: 2, summer: 5, autumn: 8, winter: 11 };

/** The stretch that a bound of the filter names, or null if it is nothing of the kind. */
export function stretchOf(text: string): Stretch | null {
	const m = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?|-([a-z]+))?$/i.exec(text.trim());
	if (!m) {
		const at = text.includes("T") ? Date.parse(text) : Number.NaN;
		return Number.isNaN(at) ? null : { start: at, end: at };
	}
	const year = Number(m[1]);
	const span = (month: number, months: number) => ({
		start: Date.UTC(year, month, 1),
		end: Date.UTC(year, month + months, 1),
	});
	if (m[4]) {
		const first = seasons[m[4].toLowerCase()];
		return first === undefined ? null : span(first, 3);
	}
	if (!m[2]) return span(0, 12);
	const month = Number(m[2]) - 1;
	if (month > 11) return null;
	if (!m[3]) return span(month, 1);
	const start = Date.UTC(year, month, Number(m[3]));
	return new Date(start).getUTCMonth() === month ? { start, end: start + day } : null;
}

/** The day of a moment, as 2017-07-11. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The stretch that a filter names; an open bound is that of all. */
export function filtered(since: string, until: string, all: Stretch): Stretch {
	return {
		start: (since && stretchOf(since)?.start) || all.start,
		end: (until && stretchOf(until)?.end) || all.end,
	};
}

/**
 * The bounds of a filter for a stretch that was brushed over, by whole stretches of
 * the histogram: as days where these are not finer.
 */
export function bounds(brushed: Stretch, all: Stretch, width: number): { since: string; until: string } {
	const down = (at: number) => all.start + Math.floor((at - all.start) / width) * width;
	const start = Math.max(all.start, down(brushed.start));
	const end = Math.min(all.end, down(brushed.end - 1) + width);
	if (width >= day) return { since: dayOf(start), until: dayOf(end - 1) };
	const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
	return { since: second(start), until: second(end - 1) };
}
