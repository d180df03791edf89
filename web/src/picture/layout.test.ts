import { describe, expect, it } from "vitest";
import { type Layout, type Placing, place } from "./layout";
import { mostOf, radiusOf } from "./model";
import { seeded } from "./random";

const LAYOUTS: Layout[] = ["force", "circular", "time", "organization"];

function placing(layout: Layout, count = 60, seed = 3): Placing {
	const random = seeded(99);
	const nodes = Array.from({ length: count }, (_, i) => ({
		key: `n${i}`,
		kind: i % 10 === 0 ? ("organization" as const) : ("person" as const),
		size: Math.floor(random() * 200),
		first: i % 7 === 0 ? undefined : Math.floor(random() * 1e12),
		group: i % 10 === 0 ? undefined : `n${Math.floor(random() * 4) * 10}`,
	}));
	const edges = Array.from({ length: count * 2 }, () => ({
		from: `n${Math.floor(random() * count)}`,
		to: `n${Math.floor(random() * count)}`,
		weight: 1 + Math.floor(random() * 30),
	}));
	return { nodes, edges, layout, seed };
}

describe.each(LAYOUTS)("the %s layout", (layout) => {
	it("gives every node a finite place", () => {
		const places = place(placing(layout));
		expect(places.size).toBe(60);
		for (const { x, y } of places.values()) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
	});

	it("gives the same places for the same input", () => {
		expect([...place(placing(layout))]).toEqual([...place(placing(layout))]);
	});

	it("leaves fixed nodes exactly where they are", () => {
		const asked = placing(layout);
		for (const [i, node] of asked.nodes.entries())
			if (i % 3 === 0) Object.assign(node, { fixed: true, x: i * 7.123456789, y: -i / 3 });
		const places = place(asked);
		for (const { key, fixed, x, y } of asked.nodes) if (fixed) expect(places.get(key)).toEqual({ x, y });
	});

	it("lets no two discs overlap", () => {
		const { nodes } = placing(layout);
		const places = place(placing(layout));
		for (const a of nodes)
			for (const b of nodes) {
				if (a.key >= b.key) continue;
				const [p, q] = [places.get(a.key), places.get(b.key)];
				if (!p || !q) throw new Error("a node has no place");
				const apart = Math.hypot(p.x - q.x, p.y - q.y);
				// A screen of 900 pixels shows 2000 units at ratio 1.
				const radii = radiusOf(a.size, 60, mostOf(nodes)) + radiusOf(b.size, 60, mostOf(nodes));
				expect(apart).toBeGreaterThan(radii * (2000 / 900));
			}
	});

	it("places an empty graph, a lone node and one without edges", () => {
		expect(place({ nodes: [], edges: [], layout, seed: 1 }).size).toBe(0);
		const lone = place({ nodes: [{ key: "a", kind: "person", size: 0 }], edges: [], layout, seed: 1 }).get(
			"a",
		);
		expect(Number.isFinite(lone?.x) && Number.isFinite(lone?.y)).toBe(true);
		expect(place({ ...placing(layout), edges: [] }).size).toBe(60);
	});

	it("takes edges to nowhere and to themselves", () => {
		const asked = placing(layout, 5);
		asked.edges.push({ from: "n1", to: "n1", weight: 1 }, { from: "n1", to: "nobody", weight: 1 });
		expect(place(asked).size).toBe(5);
	});
});

describe("the force layout", () => {
	it("depends on the seed where nothing else decides", () => {
		expect([...place(placing("force", 60, 3))]).not.toEqual([...place(placing("force", 60, 4))]);
	});

	it("puts new nodes near their neighbours and moves nothing else", () => {
		const old = place(placing("force", 40));
		const asked = placing("force", 40);
		for (const node of asked.nodes) Object.assign(node, { ...old.get(node.key), fixed: true });
		const hub = old.get("n1") as { x: number; y: number };
		for (let i = 0; i < 5; i++) {
			asked.nodes.push({ key: `new${i}`, kind: "person", size: 3, first: undefined, group: undefined });
			asked.edges.push({ from: "n1", to: `new${i}`, weight: 2 });
		}
		const places = place(asked);
		for (const [key, at] of old) expect(places.get(key)).toEqual(at);
		for (let i = 0; i < 5; i++) {
			const { x, y } = places.get(`new${i}`) as { x: number; y: number };
			expect(Math.hypot(x - hub.x, y - hub.y)).toBeLessThan(600);
		}
	});
});

it("the time layout keeps the order of first contacts, and what has none apart", () => {
	const asked = placing("time");
	const places = place(asked);
	const dated = asked.nodes.filter(({ first }) => first !== undefined);
	dated.sort((a, b) => (a.first ?? 0) - (b.first ?? 0));
	const xs = dated.map(({ key }) => places.get(key)?.x ?? Number.NaN);
	expect(xs).toEqual([...xs].sort((a, b) => a - b));
	for (const { key, first } of asked.nodes)
		if (first === undefined) expect(places.get(key)?.x).toBeLessThan((xs[0] ?? 0) - 50);
});

it("the organization layout keeps members nearer to their own than to others", () => {
	const asked = placing("organization");
	const places = place(asked);
	const middle = (group: string) => places.get(group) as { x: number; y: number };
	for (const { key, group } of asked.nodes) {
		if (!group) continue;
		const at = places.get(key) as { x: number; y: number };
		const distance = (to: string) => Math.hypot(at.x - middle(to).x, at.y - middle(to).y);
		for (const other of ["n0", "n10", "n20", "n30"])
			if (other !== group) expect(distance(group)).toBeLessThan(distance(other));
	}
});
