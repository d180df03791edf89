import type { CypherQuestion } from "../ui/ShowCypher";
import { shelf } from "./shelf";

/** A query that ran. */
export interface Past extends CypherQuestion {
	at: string; // RFC 3339
	rows: number;
	milliseconds: number;
}

/** A query with a name. */
export interface Saved extends CypherQuestion {
	name: string;
}

export const past = shelf<Past>("backchannel.cypher.history", 50);
export const saved = shelf<Saved>("backchannel.cypher.saved", 500);

const same = (a: CypherQuestion, b: CypherQuestion) => a.query === b.query && a.parameters === b.parameters;

/** Puts a query in front; the same one stands there once. */
export const remembered = (items: readonly Past[], item: Past): Past[] => [
	item,
	...items.filter((other) => !same(other, item)),
];

/** Keeps a query under a name, by the alphabet; what had that name is replaced. */
export const named = (items: readonly Saved[], item: Saved): Saved[] =>
	[item, ...items.filter((other) => other.name !== item.name)].sort((a, b) => a.name.localeCompare(b.name));

/** Gives a query another name; what had that name is replaced. */
export function renamed(items: readonly Saved[], name: string, to: string): Saved[] {
	const item = items.find((s) => s.name === name);
	if (!item || name === to || to === "") return [...items];
	return named(
		items.filter((s) => s.name !== name),
		{ ...item, name: to },
	);
}
