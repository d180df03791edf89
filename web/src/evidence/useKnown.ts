import { get, type Schemas } from "../api/client";
import { type Asked, useAsk } from "../api/useAsk";
import { useModel } from "../view/store";

export type Source = Schemas["Source"];
export type Topic = Schemas["TopicCount"];

/** How many are asked for at once; one beyond them shows its id. */
const limit = 10_000;

const known = new Map<string, { revision: number; all: ReadonlyMap<string, unknown> }>();

/** A whole list by id, asked for once for each state of the data. */
function useKnown<T extends { id: string }>(path: string): Asked<ReadonlyMap<string, T>> {
	const revision = useModel((m) => m.revision);
	return useAsk(`${path} ${revision}`, async (signal) => {
		const before = known.get(path);
		if (before?.revision === revision) return before.all as ReadonlyMap<string, T>;
		const { items } = await get<{ items: T[] }>(path, { limit }, signal);
		const all = new Map(items.map((item) => [item.id, item]));
		known.set(path, { revision, all });
		return all;
	});
}

export const useSources = () => useKnown<Source>("sources");
export const useTopics = () => useKnown<Topic>("topics");
