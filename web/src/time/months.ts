import type { Moment } from "../view/catalogue";

/** The month that a moment is in as 2016-11, or null if it may be in another. */
export function monthOf({ earliest, latest }: Moment): string | null {
	if (earliest === null || latest === null) return null;
	const month = earliest.slice(0, 7);
	return latest.slice(0, 7) === month ? month : null;
}

export interface Group<T> {
	/** A month, or null for what is vaguer than one. */
	month: string | null;
	items: T[];
}

/** Groups a list in order by month; what is vaguer than a month stands where it comes, by itself. */
export function byMonth<T extends { at: Moment }>(items: readonly T[]): Group<T>[] {
	const groups: Group<T>[] = [];
	for (const item of items) {
		const month = monthOf(item.at);
		const last = groups.at(-1);
		const alike = last?.items.at(-1)?.at;
		const joins =
			last && last.month === month && (month !== null || JSON.stringify(alike) === JSON.stringify(item.at));
		if (joins) last.items.push(item);
		else groups.push({ month, items: [item] });
	}
	return groups;
}
