import { idOf, type KeptHead, keeper } from "../api/kept";
import type { CypherQuestion } from "../ui/ShowCypher";
import { shelf } from "./shelf";

/** A query that ran. */
export interface Past extends CypherQuestion {
	at: string; // RFC 3339
	rows: number;
	milliseconds: number;
}

export const past = shelf<Past>("backchannel.cypher.history", 50);

/** Queries with names, which the service keeps beside the views. */
export const saved = keeper<CypherQuestion>("queries");

/** Where the browser kept saved queries before the service did. */
const former = "backchannel.cypher.saved";

/** Lists the saved queries; those that only this browser had are handed to the service first. */
export async function listSaved(signal: AbortSignal): Promise<readonly KeptHead[]> {
	const own = shelf<CypherQuestion & { name: string }>(former, 500);
	for (const { name, query, parameters } of own.read()) {
		await saved.keep(idOf(name), { name, state: { query, parameters } }, "*");
		own.change((items) => items.filter((other) => other.name !== name));
	}
	return (await saved.list(signal)).items;
}

const same = (a: CypherQuestion, b: CypherQuestion) => a.query === b.query && a.parameters === b.parameters;

/** Puts a query in front; the same one stands there once. */
export const remembered = (items: readonly Past[], item: Past): Past[] => [
	item,
	...items.filter((other) => !same(other, item)),
];
