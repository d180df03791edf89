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
	first: string | null;
	last: string | null;
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
	first: string | null;
	last: string | null;
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
	left_out?: LeftOut;
	revision: number;
}

/** Part of the graph under one filter. */
export interface Part {
	nodes: NodeFacts[];
	edges: EdgeFacts[];
	leftOut: LeftOut;
	revision: number;
}

export const edgeKey = (kind: EdgeKind, from: Key, to: Key): string => `${kind}|${from}|${to}`;

function part(a: GraphAnswer): Part {
	return {
		nodes: a.nodes.map((n) => ({ ...n, at: n.at, group: n.group ?? "", key: keyOf(n.kind, n.id) })),
		edges: a.edges.map((e) => {
			const from = keyOf(e.from.kind, e.from.id);
			const to = keyOf(e.to.kind, e.to.id);
			return { ...e, label: e.label ?? "", from, to, key: edgeKey(e.kind, from, to) };
		}),
		leftOut: a.left_out ?? {},
		revision: a.revision,
	};
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
	};
	const a = await get<GraphAnswer & { positions: number[] }>("graph", query, signal);
	return { ...part(a), positions: a.positions };
}

/** All that was heard of the graph under one filter. */
export class Catalogue {
	readonly nodes = new Map<Key, NodeFacts>();
	readonly edges = new Map<string, EdgeFacts>();

	learn(p: Part): void {
		for (const n of p.nodes) this.nodes.set(n.key, n);
		for (const e of p.edges) this.edges.set(e.key, e);
	}
}
