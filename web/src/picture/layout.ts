import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { mostOf, radiusOf } from "./model";
import { seeded } from "./random";
import type { NodeKind, Point } from "./scene";
import { separated } from "./separated";

export type Layout = "force" | "circular" | "time" | "organization";

export interface PlacedNode {
	key: string;
	kind: NodeKind;
	/** Contacts. */
	size: number;
	/** First contact, in milliseconds since 1970; absent where no time is known. */
	first?: number;
	/** The organization that it is drawn with: a node's key, or any other name. */
	group?: string;
	x?: number;
	y?: number;
	/** Keeps its x and y to the last bit. */
	fixed?: boolean;
}

export interface Placing {
	nodes: PlacedNode[];
	edges: { from: string; to: string; weight: number }[];
	layout: Layout;
	seed: number;
}

/** Half the side of the square that a layout of new nodes fills. */
const EXTENT = 900;
/** Below this many nodes, discs are moved apart until none overlap. */
const SEPARATED = 3000;
/** A pixel at ratio 1 is so many scene units on an ordinary screen, or a few more. */
const UNITS_PER_PIXEL = 2.6;

/** The radius in scene units that a node is given, with air for an arrowhead where there are few. */
function roomOf({ size }: PlacedNode, nodes: number, most: number): number {
	return (radiusOf(size, nodes, most) + (nodes <= 150 ? 7 : 0.5)) * UNITS_PER_PIXEL;
}

/** Places nodes; the same input gives the same places. Pure: it may run anywhere. */
export function place(placing: Placing): Map<string, Point> {
	const places = layouts[placing.layout](placing);
	for (const node of placing.nodes) if (isFixed(node)) places.set(node.key, { x: node.x, y: node.y });
	if (placing.nodes.length <= SEPARATED) {
		const most = mostOf(placing.nodes);
		const discs = placing.nodes.map((node) => ({
			key: node.key,
			radius: roomOf(node, placing.nodes.length, most),
			fixed: isFixed(node),
		}));
		// Where left to right means time, only up and down are free.
		separated(discs, places, placing.layout === "time");
	}
	return places;
}

const layouts: Record<Layout, (placing: Placing) => Map<string, Point>> = {
	force,
	circular,
	time,
	organization,
};

function isFixed(node: PlacedNode): node is PlacedNode & Point {
	return Boolean(node.fixed) && node.x !== undefined && node.y !== undefined;
}

/**
 * ForceAtlas2. It finds its own scale, so the places are fitted to the square afterwards; where
 * some nodes are fixed it runs in their scale instead, and only the others move.
 */
function force({ nodes, edges, seed }: Placing): Map<string, Point> {
	const start = started(nodes, edges, seed);
	const graph = new UndirectedGraph();
	const anyFixed = nodes.some(isFixed);
	const spacing = EXTENT / Math.sqrt(Math.max(12, nodes.length));
	for (const node of nodes) {
		const { x, y } = start.get(node.key) as Point;
		if (!graph.hasNode(node.key))
			graph.addNode(node.key, { x: x / spacing, y: y / spacing, fixed: isFixed(node) });
	}
	for (const { from, to, weight } of edges) {
		if (from === to || !graph.hasNode(from) || !graph.hasNode(to)) continue;
		// A thousand messages pull harder than one, but not a thousand times.
		const pull = 1 + Math.log2(Math.max(1, weight)) / 3;
		graph.updateUndirectedEdge(from, to, (old) => ({ weight: (old.weight ?? 0) + pull }));
	}
	if (graph.size > 0)
		forceAtlas2.assign(graph, {
			iterations: nodes.length > 5000 ? 60 : nodes.length > 1000 ? 200 : 400,
			getEdgeWeight: "weight",
			settings: {
				...forceAtlas2.inferSettings(graph),
				barnesHutOptimize: nodes.length > 1000,
				barnesHutTheta: 0.6,
				scalingRatio: anyFixed ? balance(graph) : 4,
				gravity: anyFixed ? 0.002 : nodes.length < 300 ? 0.6 : 0.1,
			},
		});
	const places = new Map<string, Point>();
	graph.forEachNode((key, { x, y }) => places.set(key, { x: x * spacing, y: y * spacing }));
	return anyFixed ? places : filling(places);
}

/**
 * The repulsion at which the places of the fixed nodes are about at rest, so that others come to stand at like
 * distances. At rest the sums of force times distance are equal (the virial theorem): weight times distance squared over
 * the edges, and the product of masses over the pairs. A mass is 1 and the weights of the edges, as in ForceAtlas2.
 */
function balance(graph: UndirectedGraph): number {
	let attraction = 0;
	const masses = new Map<string, number>();
	graph.forEachEdge((_edge, { weight }, from, to, a, b) => {
		if (!a.fixed || !b.fixed) return;
		attraction += weight * ((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
		for (const key of [from, to]) masses.set(key, (masses.get(key) ?? 1) + weight);
	});
	let [sum, squares] = [0, 0];
	for (const mass of masses.values()) {
		sum += mass;
		squares += mass * mass;
	}
	// Without an edge between fixed nodes there is no measure: a leaf then stands about one spacing from its neighbour.
	return attraction > 0 ? (2 * attraction) / (sum * sum - squares) : 0.15;
}

/** Where each node starts: where it is, or near the neighbours that have a place, or anywhere. */
function started(nodes: PlacedNode[], edges: Placing["edges"], seed: number): Map<string, Point> {
	const random = seeded(seed);
	const start = new Map<string, Point>();
	const kept = nodes.filter((node) => node.x !== undefined && node.y !== undefined);
	for (const { key, x = 0, y = 0 } of kept) start.set(key, { x, y });
	const near = new Map<string, Point[]>();
	const note = (key: string, other: string) => {
		const place = start.get(other);
		if (!place || start.has(key)) return;
		const places = near.get(key);
		if (places) places.push(place);
		else near.set(key, [place]);
	};
	for (const { from, to } of edges) {
		note(from, to);
		note(to, from);
	}
	const middle = meanOf([...start.values()]);
	const apart = EXTENT / Math.sqrt(Math.max(12, nodes.length));
	for (const { key } of nodes) {
		if (start.has(key)) continue;
		const places = near.get(key);
		const angle = random() * 2 * Math.PI;
		const centre = places ? meanOf(places) : middle;
		const away = places ? apart * (0.8 + random() * 0.6) : EXTENT * Math.sqrt(random());
		// A new neighbour goes outwards, where there is more room.
		const outwards = Math.atan2(centre.y - middle.y, centre.x - middle.x);
		const way = places && start.size > 1 ? outwards + (angle - Math.PI) * 0.6 : angle;
		near.delete(key);
		start.set(key, { x: centre.x + Math.cos(way) * away, y: centre.y + Math.sin(way) * away });
	}
	return start;
}

/** A circle, the best connected at the top and the others clockwise by degree; many nodes fill rings from within. */
function circular({ nodes, edges }: Placing): Map<string, Point> {
	const degree = new Map<string, number>();
	for (const { from, to } of edges) for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + 1);
	const ordered = [...nodes].sort(
		(a, b) => (degree.get(b.key) ?? 0) - (degree.get(a.key) ?? 0) || b.size - a.size || compare(a.key, b.key),
	);
	const most = mostOf(nodes);
	const widths = ordered.map((node) => 2.1 * roomOf(node, nodes.length, most));
	const around = widths.reduce((a, b) => a + b, 0) / (2 * Math.PI);
	const places = new Map<string, Point>();
	let radius = Math.max(150, around > EXTENT ? 0 : around);
	for (let first = 0; first < ordered.length; ) {
		let [end, length] = [first, 0];
		while (
			end < ordered.length &&
			(end === first || length + (widths[end] ?? 0) <= 2 * Math.PI * radius * 1.001)
		)
			length += widths[end++] ?? 0;
		let angle = -Math.PI / 2;
		for (let i = first; i < end; i++) {
			places.set(ordered[i]?.key ?? "", { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius });
			angle += (Math.PI * ((widths[i] ?? 0) + (widths[i + 1 === end ? first : i + 1] ?? 0))) / length;
		}
		radius += Math.max(...widths.slice(first, end), ...widths.slice(end, end + 100));
		first = end;
	}
	return places;
}

/** Left to right by first contact, up and down by the forces; what has no time stands apart at the left. */
function time(placing: Placing): Map<string, Point> {
	const known = placing.nodes.flatMap(({ first }) => (first === undefined ? [] : [first]));
	const earliest = known.reduce((a, b) => Math.min(a, b), Infinity);
	const span = known.reduce((a, b) => Math.max(a, b), -Infinity) - earliest || 1;
	const places = force({ ...placing, nodes: placing.nodes.map((node) => ({ ...node, fixed: false })) });
	for (const { key, first } of placing.nodes) {
		const x = first === undefined ? -EXTENT * 1.25 : EXTENT * ((2 * (first - earliest)) / span - 1);
		places.set(key, { x, y: (places.get(key)?.y ?? 0) * 0.7 });
	}
	return places;
}

/** One round cluster per group, the largest in the middle; within it the largest nodes in the middle, the organization itself first. */
function organization({ nodes }: Placing): Map<string, Point> {
	const groups = new Map<string, PlacedNode[]>();
	const keys = new Set(nodes.map(({ key }) => key));
	for (const node of nodes) {
		// An organization stands with its own members.
		const led = node.kind === "organization" && !node.group ? node.key : node.group || "";
		const members = groups.get(led);
		if (members) members.push(node);
		else groups.set(led, [node]);
	}
	const places = new Map<string, Point>();
	const spacing = UNITS_PER_PIXEL * (4 + 2 * radiusOf(1, nodes.length, 4));
	const golden = Math.PI * (3 - Math.sqrt(5));
	const clusters = [...groups].sort(([a, m], [b, n]) => n.length - m.length || compare(a, b));
	const taken: { x: number; y: number; radius: number }[] = [];
	for (const [group, members] of clusters) {
		const radius = spacing * (Math.sqrt(members.length) * 0.65 + 0.9);
		const { x, y } = roomFor(radius, taken);
		taken.push({ x, y, radius });
		members.sort(
			(a, b) => Number(b.key === group) - Number(a.key === group) || b.size - a.size || compare(a.key, b.key),
		);
		const centred = keys.has(group) ? 0 : 0.5;
		for (const [i, { key }] of members.entries()) {
			const away = spacing * 0.62 * Math.sqrt(i + (i === 0 ? 0 : centred));
			places.set(key, { x: x + Math.cos(i * golden) * away, y: y + Math.sin(i * golden) * away });
		}
	}
	return filling(places);
}

/** The nearest free place to the middle, searched along a spiral. */
function roomFor(radius: number, taken: { x: number; y: number; radius: number }[]): Point {
	for (let i = 0; ; i++) {
		const angle = i * 0.35;
		const away = i * radius * 0.06;
		const at = { x: Math.cos(angle) * away, y: Math.sin(angle) * away };
		if (taken.every((t) => Math.hypot(t.x - at.x, t.y - at.y) >= t.radius + radius)) return at;
	}
}

/** Moved and scaled to fill the square, but never stretched beyond a spacing that a few nodes need. */
function filling(places: Map<string, Point>): Map<string, Point> {
	const points = [...places.values()];
	const middle = meanOf(points);
	// The outermost few may stick out, so that one stray does not shrink all others.
	const distances = points.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)).sort((a, b) => a - b);
	const reach = distances[Math.floor(distances.length * 0.98)] || distances.at(-1) || 1;
	const target = Math.min(EXTENT, 130 * Math.sqrt(points.length));
	const scale = target / reach;
	return new Map(
		[...places].map(([key, { x, y }]) => [key, { x: (x - middle.x) * scale, y: (y - middle.y) * scale }]),
	);
}

function meanOf(points: Point[]): Point {
	if (points.length === 0) return { x: 0, y: 0 };
	const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
	return { x: sum.x / points.length, y: sum.y / points.length };
}

/** By code units, so that no locale changes a layout. */
function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
