import { duration } from "../paths/duration";

type Say = (key: string, values?: Record<string, unknown>) => string;

/** Says how far apart two things are, as far as it is known; nothing where only their order is. */
export function distance(atLeast: number | null, atMost: number | null, language: string, say: Say): string {
	const least = atLeast ? duration(atLeast, language) : "";
	if (atMost === null) return least && say("distance.least", { least });
	const most = duration(atMost, language);
	if (atLeast === atMost) return most;
	return least ? say("distance.between", { least, most }) : say("distance.most", { most });
}
