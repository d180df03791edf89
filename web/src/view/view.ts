/** What a user sees and can keep: plain data, never changed in place. */

export type ActorKind = "person" | "organization";
export type NodeKind = ActorKind | "topic" | "event";
export type Layout = "force" | "circular" | "time" | "organization";

/** Names a node of the picture: `actor/ID`, `topic/ID` or `event/ID`. */
export type Key = string;

export const keyOf = (kind: NodeKind, id: string): Key =>
	`${kind === "person" || kind === "organization" ? "actor" : kind}/${id}`;

export function partsOf(key: Key): { sort: "actor" | "topic" | "event"; id: string } {
	const cut = key.indexOf("/");
	return { sort: key.slice(0, cut) as "actor", id: key.slice(cut + 1) };
}

/** A node in the picture. */
export interface Placed {
	x: number;
	y: number;
	pinned?: true;
	hidden?: true;
	from?: Key; // the node that was expanded to bring it
}

/** What narrows graph and lists alike; names, topics and times as the service reads them. */
export interface Filter {
	actor: readonly string[];
	about: string;
	since: string;
	until: string;
	role: readonly string[];
	channel: readonly string[];
	answered: string;
}

export const everything: Filter = {
	actor: [],
	about: "",
	since: "",
	until: "",
	role: [],
	channel: [],
	answered: "",
};

/** The strongest nodes and edges of the graph under a filter, as the service lays them out. */
export interface Whole {
	nodes: number;
	edges: number;
	filter: Filter;
	layout: Layout;
	seed: number;
}

/** What undo and redo travel over. */
export interface Drawing {
	nodes: Readonly<Record<Key, Placed>>;
	expanded: readonly Key[];
	layout: Layout;
	seed: number;
	filter: Filter;
	whole?: Whole; // the nodes that are not mentioned otherwise stand where this puts them
}

export type Selection =
	| { kind: "node"; key: Key }
	| { kind: "pair"; from: string; to: string } // ids of actors
	| { kind: "message"; id: string };

export const panels = [
	"explore",
	"paths",
	"reach",
	"timeline",
	"cypher",
	"hypotheses",
	"imports",
	"share",
] as const;
export type Panel = (typeof panels)[number];

/** Where the camera stands, in coordinates of the picture. */
export interface Camera {
	x: number;
	y: number;
	ratio: number;
}

export interface View {
	drawing: Drawing;
	panel: Panel;
	selection: Selection | null;
	/** What each panel was asked, in a form of its own: a question, a query, a hypothesis. */
	asked: Readonly<Partial<Record<Panel, unknown>>>;
	camera: Camera | null;
	notes: string;
}

export const blank: View = {
	drawing: { nodes: {}, expanded: [], layout: "force", seed: 1, filter: everything },
	panel: "explore",
	selection: null,
	asked: {},
	camera: null,
	notes: "",
};

/** The parts of a filter that narrow, as any question takes them. */
export const narrowing = (f: Filter): Record<string, string | readonly string[]> =>
	Object.fromEntries(Object.entries(f).filter(([, value]) => value.length > 0));

export const isNarrow = (f: Filter): boolean => Object.values(f).some((v) => v.length > 0);

export const sameFilter = (a: Filter, b: Filter): boolean => JSON.stringify(a) === JSON.stringify(b);
