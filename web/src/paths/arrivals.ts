import type { Schemas } from "../api/client";
import type { Moment } from "../view/catalogue";

type Reached = Schemas["Reached"];

/** Those who are reached at one time, together with all who were before. */
export interface Step {
	time: number; // milliseconds since 1970
	moment: Moment;
	upTo: number; // how many of the list are reached by then
}

/** When somebody is reached, or until when word must have left: milliseconds since 1970. */
export function timeOf(r: Reached, direction: "from" | "to"): number | null {
	const text = direction === "from" ? r.at.earliest : r.at.latest;
	return text === null ? null : Date.parse(text);
}

/**
 * The times at which a list, in the order of the answer, has grown. Those whom no
 * one dates come with the first: they may have been reached at any time.
 */
export function steps(items: readonly Reached[], direction: "from" | "to"): Step[] {
	const out: Step[] = [];
	items.forEach((r, i) => {
		const time = timeOf(r, direction);
		const last = out.at(-1);
		if (time === null || last?.time === time) {
			if (last) last.upTo = i + 1;
		} else out.push({ time, moment: r.at, upTo: i + 1 });
	});
	return out;
}

/** The place of each of a list on the scale of colours, from 0 to 1; null where no one dates it. */
export function places(items: readonly Reached[], direction: "from" | "to"): (number | null)[] {
	const all = steps(items, direction);
	const index = new Map(all.map((s, i) => [s.time, i]));
	return items.map((r) => {
		const time = timeOf(r, direction);
		return time === null ? null : (index.get(time) ?? 0) / Math.max(1, all.length - 1);
	});
}
