import type { EdgeKind, Scene, SceneEdge, SceneNode, Theme } from "./scene";

/** A node as it is drawn. Drags move x and y. */
export interface Mark {
	readonly node: SceneNode;
	x: number;
	y: number;
	/** Radius in pixels at ratio 1. */
	readonly radius: number;
	readonly colour: string;
	/** In the hand: drawn on the overlay instead. */
	lifted: boolean;
}

/** How a line is drawn; lines that look alike share one, so that the canvas is told once. */
export interface Stroke {
	readonly colour: string;
	readonly width: number;
	/** Dashes tell kinds apart without colour; empty for a contact. */
	readonly dash: number[];
	readonly dim: boolean;
	readonly highlight: boolean;
}

export interface Line {
	readonly edge: SceneEdge;
	readonly from: Mark;
	readonly to: Mark;
	readonly stroke: Stroke;
}

/** A scene made ready for drawing: nodes and lines in drawing order, the last on top. */
export interface Model {
	readonly marks: Mark[];
	readonly lines: Line[];
	readonly byKey: Map<string, Mark>;
}

const DASHES: Record<EdgeKind, number[]> = {
	contact: [],
	about: [5, 3],
	mentions: [2, 3],
	member: [8, 3, 2, 3],
	relation: [10, 4],
};

const KINDS = Object.keys(DASHES) as EdgeKind[];

/** The most contacts that any of the nodes has: the others' sizes are shares of it. */
export const mostOf = (nodes: readonly { size: number }[]): number =>
	nodes.reduce((most, { size }) => Math.max(most, size), 1);

/**
 * Radius in pixels of a node with so many contacts, smaller where many nodes share the view. The area
 * grows with the contacts, so that it shows at a glance who has to do with most.
 */
export function radiusOf(contacts: number, nodes: number, most: number): number {
	const unit = Math.min(7, Math.max(0.9, 6 * (40 / Math.max(1, nodes)) ** 0.32));
	return unit * (1 + 1.9 * Math.sqrt(Math.min(1, Math.max(0, contacts) / Math.max(1, most))));
}

/**
 * Line width in pixels of so many contacts, in half pixels. Where there are many lines most are one pixel wide,
 * which a canvas draws several times faster than any other width.
 */
export function widthOf(count: number, edges: number): number {
	const step = edges > 5000 ? 0.25 : 0.6;
	return Math.min(6, Math.floor(2 * (1 + step * Math.log2(Math.max(1, count)))) / 2);
}

export function modelOf(scene: Scene, theme: Theme): Model {
	const byKey = new Map<string, Mark>();
	const most = mostOf(scene.nodes);
	const marks = scene.nodes.map((node): Mark => {
		const colour = node.dim ? theme.dim : (node.accent ?? theme.nodes[node.kind]);
		const radius = radiusOf(node.size, scene.nodes.length, most);
		return { node, x: node.x, y: node.y, radius, colour, lifted: false };
	});
	for (const mark of marks) byKey.set(mark.node.key, mark);
	marks.sort((a, b) => Number(b.node.dim ?? false) - Number(a.node.dim ?? false) || b.radius - a.radius);

	// By number, not by text: there may be 300,000 edges.
	const alike = new Map<number, { stroke: Stroke; lines: Line[] }>();
	for (const edge of scene.edges) {
		const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
		if (!from || !to || from === to) continue;
		const { kind, dim = false, highlight = false } = edge;
		const width = widthOf(edge.weight, scene.edges.length) + (highlight ? 1 : 0);
		const code = ((KINDS.indexOf(kind) * 32 + width * 2) * 2 + Number(dim)) * 2 + Number(highlight);
		let group = alike.get(code);
		if (!group) {
			const colour = highlight ? theme.highlight : dim ? theme.dim : theme.edges[kind];
			group = { stroke: { colour, width, dash: DASHES[kind], dim, highlight }, lines: [] };
			alike.set(code, group);
		}
		group.lines.push({ edge, from, to, stroke: group.stroke });
	}
	const rank = (s: Stroke) => (s.highlight ? 1000 : s.dim ? -1000 : 0) + s.width;
	const lines = [...alike.values()]
		.sort((a, b) => rank(a.stroke) - rank(b.stroke))
		.flatMap((group) => group.lines);
	return { marks, lines, byKey };
}
