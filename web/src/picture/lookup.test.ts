import { describe, expect, it } from "vitest";
import { curveDistance, lineCurve } from "./curve";
import { lineAt, markAt } from "./lookup";
import { modelOf } from "./model";
import { Projection } from "./projection";
import { seeded } from "./random";
import type { Point, Theme } from "./scene";

const colours = { person: "a", organization: "b", topic: "c", event: "d" };
const theme: Theme = {
	background: "w",
	label: "k",
	nodes: colours,
	edges: { contact: "e", about: "f", mentions: "g", member: "h", relation: "i" },
	dim: "j",
	highlight: "l",
};

const random = seeded(11);
const nodes = Array.from({ length: 200 }, (_, i) => ({
	key: `n${i}`,
	kind: "person" as const,
	label: "",
	x: (random() - 0.5) * 1800,
	y: (random() - 0.5) * 1800,
	size: Math.floor(random() * 100),
}));
const edges = Array.from({ length: 300 }, (_, i) => ({
	key: `e${i}`,
	from: `n${Math.floor(random() * 200)}`,
	to: `n${Math.floor(random() * 200)}`,
	kind: "contact" as const,
	weight: Math.ceil(random() * 40),
	both: i % 5 === 0,
}));
const model = modelOf({ nodes, edges }, theme);
const view = { width: 1440, height: 900 };
const cameras = [
	{ x: 0, y: 0, ratio: 1 },
	{ x: 200, y: -150, ratio: 0.3 },
	{ x: -50, y: 80, ratio: 2.5 },
];
const pixels: Point[] = Array.from({ length: 400 }, () => ({ x: random() * 1440, y: random() * 900 }));

describe.each(cameras)("seen by %o", (camera) => {
	const projection = new Projection(camera, view);

	it("finds a node at its own middle and none far from all", () => {
		const top = model.marks.at(-1);
		if (!top) throw new Error("no nodes");
		expect(markAt(model, projection, { x: projection.x(top.x), y: projection.y(top.y) })).toBe(top);
		expect(markAt(model, projection, { x: projection.x(5000), y: projection.y(5000) })).toBeUndefined();
	});

	it("finds the node that a slow search in pixels finds", () => {
		for (const pixel of pixels) {
			const under = model.marks.filter((mark) => {
				const apart = Math.hypot(projection.x(mark.x) - pixel.x, projection.y(mark.y) - pixel.y);
				return apart <= Math.max(4, mark.radius * projection.magnification) + 2;
			});
			expect(markAt(model, projection, pixel)).toBe(under.at(-1));
		}
	});

	it("finds a line wherever one is drawn, and none elsewhere", () => {
		let found = 0;
		for (const pixel of pixels.slice(0, 40)) {
			const within = model.lines.filter((line) => {
				const bent = line.edge.both ?? false;
				const distance = bent
					? curveDistance(pixel, lineCurve(line, projection, true))
					: straight(line, pixel);
				return distance <= 4 + line.stroke.width / 2;
			});
			const line = lineAt(model, projection, pixel, ({ edge }) => edge.both ?? false);
			if (line) found++;
			expect(line !== undefined).toBe(within.length > 0);
			if (line) expect(within).toContain(line);
		}
		expect(found).toBeGreaterThan(0);
	});

	/** Distance to the nearest of many points on the way. */
	function straight({ from, to }: { from: Point; to: Point }, pixel: Point): number {
		let nearest = Infinity;
		for (let i = 0; i <= 1000; i++) {
			const part = i / 1000;
			const x = projection.x(from.x + (to.x - from.x) * part);
			const y = projection.y(from.y + (to.y - from.y) * part);
			nearest = Math.min(nearest, Math.hypot(x - pixel.x, y - pixel.y));
		}
		return nearest;
	}
});
