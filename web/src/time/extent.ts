import type { Schemas } from "../api/client";
import type { Stretch } from "./period";

/** An event and where its time lies; an open bound is null. */
export interface Mark {
	id: string;
	label: string;
	at: Schemas["Moment"];
	start: number | null;
	end: number | null;
}

export const marksOf = (events: Schemas["Histogram"]["events"]): Mark[] =>
	events.map((e) => ({
		...e,
		start: e.at.earliest === null ? null : Date.parse(e.at.earliest),
		end: e.at.latest === null ? null : Date.parse(e.at.latest),
	}));

/** Where a mark stands: in the middle of its time, or at the bound that is known. */
export const middle = ({ start, end }: Mark): number => ((start ?? end ?? 0) + (end ?? start ?? 0)) / 2;

/**
 * The time that a histogram shows: that of its contacts, and of events that are not
 * farther off than it is long. Without contacts it is that of the events.
 */
export function extent(contacts: Stretch | null, marks: readonly Mark[]): Stretch | null {
	const length = contacts ? contacts.end - contacts.start : Number.POSITIVE_INFINITY;
	const near = marks
		.map(middle)
		.filter((at) => !contacts || (at >= contacts.start - length && at <= contacts.end + length));
	const all = contacts ? [...near, contacts.start, contacts.end] : near;
	if (all.length === 0) return null;
	const [start, end] = [Math.min(...all), Math.max(...all)];
	const margin = (end - start || 86_400_000) * 0.02;
	return {
		start: contacts?.start === start ? start : start - margin,
		end: contacts?.end === end ? end : end + margin,
	};
}
