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

/** Radius in pixels of a node with so many contacts, smaller where many nodes share the view. */
export function radiusOf(contacts: number, nodes: number): number {
	const unit = Math.min(7, Math.max(0.9, 6 * (40 / Math.max(1, nodes)) ** 0.32));
	return unit * Math.min(3.4, 1 + 0.3 * Math.log2(1 + Math.max(0, contacts)));
}

/** Line width in pixels of so many contacts, in half pixels, narrower where there are many lines. */
export function widthOf(count: number, edges: number): number {
	const step = edges > 5000 ? 0.25 : 0.6;
	return Math.min(6, Math.round(2 * (1 + step * Math.log2(Math.max(1, count)))) / 2);
}

export function modelOf(scene: Scene, theme: Theme): Model {
	const byKey = new Map<string, Mark>();
	const marks = scene.nodes.map((node): Mark => {
		const colour = node.dim ? theme.dim : (node.accent ?? theme.nodes[node.kind]);
		const radius = radiusOf(node.size, scene.nodes.length);
		return { node, x: node.x, y: node.y, radius, colour, lifted: false };
	});
	for (const mark of marks) byKey.set(mark.node.key, mark);
	marks.sort((a, b) => Number(b.node.dim ?? false) - Number(a.node.dim ?? false) || b.radius - a.radius);

	const strokes = new Map<string, Stroke>();
	const strokeOf = (edge: SceneEdge): Stroke => {
		const width = widthOf(edge.weight, scene.edges.length) + (edge.highlight ? 1 : 0);
		const key = `${edge.kind} ${width} ${edge.dim ?? false} ${edge.highlight ?? false}`;
		let stroke = strokes.get(key);
		if (!stroke) {
			const colour = edge.highlight ? theme.highlight : edge.dim ? theme.dim : theme.edges[edge.kind];
			const [dim, highlight] = [edge.dim ?? false, edge.highlight ?? false];
			stroke = { colour, width, dash: DASHES[edge.kind], dim, highlight };
			strokes.set(key, stroke);
		}
		return stroke;
	};
	const drawn = new Map<Stroke, Line[]>();
	for (const edge of scene.edges) {
		const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
		if (!from || !to || from === to) continue;
		const stroke = strokeOf(edge);
		const alike = drawn.get(stroke);
		const line = { edge, from, to, stroke };
		if (alike) alike.push(line);
		else drawn.set(stroke, [line]);
	}
	const rank = (s: Stroke) => (s.highlight ? 1000 : s.dim ? -1000 : 0) + s.width;
	const lines = [...drawn].sort(([a], [b]) => rank(a) - rank(b)).flatMap(([, alike]) => alike);
	return { marks, lines, byKey };
}
