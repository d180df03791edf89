import type { Moment } from "../view/catalogue";

/** Orders as the service does, by the start of the time that each may have had or else its end, but the newest first; what nobody dates comes last. */
export function latestFirst<T>(items: readonly T[], at: (item: T) => Moment): T[] {
	const key = (item: T): number => {
		const { earliest, latest } = at(item);
		const text = earliest ?? latest;
		return text === null ? Number.NEGATIVE_INFINITY : Date.parse(text);
	};
	return items
		.map((item, i) => ({ item, i, key: key(item) }))
		.sort((a, b) => (a.key === b.key ? a.i - b.i : b.key - a.key))
		.map(({ item }) => item);
}
