import { type Key, keyOf, type NodeKind } from "../view/view";

export interface GraphNode {
	id: string;
	labels: string[];
	properties: Record<string, unknown>;
}

export interface GraphRelationship {
	id: string;
	type: string;
	start: string;
	end: string;
	properties: Record<string, unknown>;
}

export interface Walk {
	nodes: GraphNode[];
	relationships: GraphRelationship[];
}

export interface Subgraph extends Walk {}

const isObject = (v: unknown): v is Record<string, unknown> =>
	v !== null && typeof v === "object" && !Array.isArray(v);

export const isNode = (v: unknown): v is GraphNode =>
	isObject(v) && typeof v.id === "string" && Array.isArray(v.labels) && isObject(v.properties);

export const isRelationship = (v: unknown): v is GraphRelationship =>
	isObject(v) && typeof v.type === "string" && typeof v.start === "string" && isObject(v.properties);

export const isWalk = (v: unknown): v is Walk =>
	isObject(v) && Array.isArray(v.nodes) && v.nodes.every(isNode) && Array.isArray(v.relationships);

/** The kind of a node, by its label. */
export const kindOf = (n: GraphNode): string => (n.labels[0] ?? "").toLowerCase();

const drawn: readonly string[] = ["person", "organization", "topic", "event"] satisfies NodeKind[];

/** The id that a node has in the data. */
export const idOf = (n: GraphNode): string => String(n.properties.id ?? n.id);

/** The key by which the canvas knows a node, or null if it draws none of its kind. */
export const keyOfNode = (n: GraphNode): Key | null =>
	drawn.includes(kindOf(n)) ? keyOf(kindOf(n) as NodeKind, idOf(n)) : null;

/** What to call a node. */
export function nameOf(n: GraphNode): string {
	const p = n.properties;
	for (const name of ["name", "label", "title", "subject", "summary", "text", "id"]) {
		const v = p[name];
		if (typeof v === "string" && v.trim()) return v;
	}
	return n.id;
}

/** What an answer's graph has for the canvas, and the messages that are no nodes there. */
export function forCanvas(g: Subgraph): { keys: Key[]; messages: string[] } {
	const keys = new Set<Key>();
	const messages = new Set<string>();
	for (const n of g.nodes) {
		const key = keyOfNode(n);
		if (key) keys.add(key);
		else if (kindOf(n) === "message") messages.add(idOf(n));
	}
	return { keys: [...keys], messages: [...messages] };
}

/** A value as one line of text. */
export function asText(v: unknown): string {
	if (v === null || v === undefined) return "";
	if (typeof v === "string") return v;
	if (typeof v !== "object") return String(v);
	if (isNode(v)) return idOf(v);
	if (isRelationship(v)) return v.type;
	if (isWalk(v)) return v.nodes.map(idOf).join(" → ");
	if (Array.isArray(v)) return v.map(asText).join("; ");
	return JSON.stringify(v);
}
