import { get, post } from "../api/client";
import { type Filter, type Key, keyOf, type NodeKind, narrowing, partsOf, type Whole } from "./view";

/** A moment as vague as it is known; an open bound is null. */
export interface Moment {
	earliest: string | null;
	latest: string | null;
	precision: string;
}

/** What is known of a node under a filter. */
export interface NodeFacts {
	key: Key;
	kind: NodeKind;
	id: string;
	name: string;
	contacts: number;
	first: string | null;
	last: string | null;
	at?: Moment | undefined;
	group: string;
}

export type EdgeKind = "contact" | "about" | "mentions" | "member" | "relation";

export interface EdgeFacts {
	key: string;
	kind: EdgeKind;
	from: Key;
	to: Key;
	count: number;
	label: string;
}

interface Ref {
	kind: NodeKind;
	id: string;
}

interface NodeAnswer extends Ref {
	name: string;
	contacts: number;
	first: string | null;
	last: string | null;
	at?: Moment;
	group?: string;
}

interface EdgeAnswer {
	kind: EdgeKind;
	from: Ref;
	to: Ref;
	count: number;
	label?: string;
}

/** What was left out of an answer because it would have been too much. */
export interface LeftOut {
	nodes?: number;
	edges?: number;
	contacts?: number;
}

interface GraphAnswer {
	nodes: NodeAnswer[];
	edges: EdgeAnswer[];
	packed?: Packed;
	left_out?: LeftOut;
	revision: number;
}

/** Edges as numbers: for each the places of its kind and of its ends, and its count. */
interface Packed {
	kinds: EdgeKind[];
	edges: number[];
	labels?: Record<string, string>;
}

/** Part of the graph under one filter. */
export interface Part {
	nodes: NodeFacts[];
	edges: EdgeFacts[];
	leftOut: LeftOut;
	revision: number;
}

export const edgeKey = (kind: EdgeKind, from: Key, to: Key): string => `${kind}|${from}|${to}`;

export function part(a: GraphAnswer): Part {
	const nodes = a.nodes.map(({ kind, id, name, contacts, first, last, at, group = "" }) => ({
		key: keyOf(kind, id),
		kind,
		id,
		name,
		contacts,
		first,
		last,
		at,
		group,
	}));
	return {
		nodes,
		edges: a.packed
			? unpacked(a.packed, nodes)
			: a.edges.map(({ kind, from, to, count, label = "" }) =>
					edge(kind, keyOf(from.kind, from.id), keyOf(to.kind, to.id), count, label),
				),
		leftOut: a.left_out ?? {},
		revision: a.revision,
	};
}

const edge = (kind: EdgeKind, from: Key, to: Key, count: number, label: string): EdgeFacts => ({
	key: edgeKey(kind, from, to),
	kind,
	from,
	to,
	count,
	label,
});

function unpacked({ kinds, edges, labels = {} }: Packed, nodes: readonly NodeFacts[]): EdgeFacts[] {
	const out: EdgeFacts[] = [];
	for (let i = 0; i + 3 < edges.length; i += 4) {
		const [kind, from, to] = [kinds[edges[i] ?? -1], nodes[edges[i + 1] ?? -1], nodes[edges[i + 2] ?? -1]];
		if (kind && from && to) out.push(edge(kind, from.key, to.key, edges[i + 3] ?? 0, labels[i / 4] ?? ""));
	}
	return out;
}

const plural = { actor: "actors", topic: "topics", event: "events" } as const;

/** The strongest neighbours of a node, with all that joins them. */
export async function neighborhood(
	key: Key,
	filter: Filter,
	limit: number,
	signal?: AbortSignal,
): Promise<Part> {
	const { sort, id } = partsOf(key);
	const path = `${plural[sort]}/${encodeURIComponent(id)}/neighborhood`;
	const a = await get<GraphAnswer & { center: NodeAnswer }>(path, { ...narrowing(filter), limit }, signal);
	return part({ ...a, nodes: [a.center, ...a.nodes] });
}

/** What is known of nodes, and all that joins them. */
export async function induced(keys: readonly Key[], filter: Filter, signal?: AbortSignal): Promise<Part> {
	const nodes = keys.map((key) => {
		const { sort, id } = partsOf(key);
		return { kind: sort === "actor" ? "person" : sort, id };
	});
	return part(await post<GraphAnswer>("graph", { nodes, ...narrowing(filter) }, signal));
}

/** The strongest part of the graph, laid out by the service. */
export async function whole(
	w: Whole,
	signal?: AbortSignal,
): Promise<Part & { positions: readonly number[] }> {
	const query = {
		...narrowing(w.filter),
		limit: w.nodes,
		edges: w.edges,
		layout: w.layout,
		seed: w.seed,
		others: true,
		packed: true,
	};
	const a = await get<GraphAnswer & { positions: number[] }>("graph", query, signal);
	return { ...part(a), positions: a.positions };
}

/** All that was heard of the graph under one filter. */
export class Catalogue {
	readonly nodes = new Map<Key, NodeFacts>();
	readonly edges = new Map<string, EdgeFacts>();
	/** Nodes that were asked about under the filter: what joins them is known. */
	readonly #asked = new Set<Key>();

	/** Whether all that joins these nodes may be known. */
	covers(keys: readonly Key[]): boolean {
		return keys.every((key) => this.#asked.has(key));
	}

	/** @param asked the nodes that the question named, also those that there are not */
	learn(p: Part, asked: readonly Key[] = []): void {
		for (const key of asked) this.#asked.add(key);
		for (const n of p.nodes) {
			this.nodes.set(n.key, n);
			this.#asked.add(n.key);
		}
		for (const e of p.edges) this.edges.set(e.key, e);
	}
}
