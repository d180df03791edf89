import { describe, expect, it } from "vitest";
import { fitting, MAX_RATIO, MIN_RATIO, Projection, zoomedAt } from "./projection";

const view = { width: 1440, height: 900 };
const camera = { x: 120, y: -40, ratio: 0.7 };

describe("a projection", () => {
	it("shows 2000 units across the shorter side at ratio 1", () => {
		const projection = new Projection({ x: 0, y: 0, ratio: 1 }, view);
		expect(projection.y(1000) - projection.y(-1000)).toBeCloseTo(900);
		expect([projection.x(0), projection.y(0)]).toEqual([720, 450]);
	});

	it("goes to pixels and back", () => {
		const projection = new Projection(camera, view, { x: 300, y: 200 });
		const back = projection.toScene({ x: projection.x(33), y: projection.y(-77) });
		expect(back.x).toBeCloseTo(33);
		expect(back.y).toBeCloseTo(-77);
	});

	it("keeps its scale when a margin is added", () => {
		const [bare, wide] = [new Projection(camera, view), new Projection(camera, view, { x: 300, y: 200 })];
		expect(wide.x(33)).toBeCloseTo(bare.x(33) + 300);
		expect(wide.y(33)).toBeCloseTo(bare.y(33) + 200);
	});
});

describe("zooming", () => {
	it("keeps what is under the pointer", () => {
		const pixel = { x: 1100, y: 130 };
		const before = new Projection(camera, view).toScene(pixel);
		const after = new Projection(zoomedAt(camera, view, pixel, 0.5), view).toScene(pixel);
		expect(after.x).toBeCloseTo(before.x);
		expect(after.y).toBeCloseTo(before.y);
	});

	it("has limits", () => {
		expect(zoomedAt(camera, view, { x: 0, y: 0 }, 1e-9).ratio).toBe(MIN_RATIO);
		expect(zoomedAt(camera, view, { x: 0, y: 0 }, 1e9).ratio).toBe(MAX_RATIO);
	});
});

describe("fitting", () => {
	it("brings all points into view with the padding around them", () => {
		const points = [
			{ x: -400, y: 10 },
			{ x: 2200, y: 900 },
		];
		const projection = new Projection(fitting(points, view, { x: 50, y: 50 }), view);
		for (const { x, y } of points) {
			expect(projection.x(x)).toBeGreaterThanOrEqual(49.9);
			expect(projection.x(x)).toBeLessThanOrEqual(1390.1);
			expect(projection.y(y)).toBeGreaterThanOrEqual(49.9);
			expect(projection.y(y)).toBeLessThanOrEqual(850.1);
		}
	});

	it("does not come too near to a lone point, and bears none", () => {
		expect(fitting([{ x: 5, y: 6 }], view, { x: 50, y: 50 })).toEqual({ x: 5, y: 6, ratio: 0.2 });
		expect(fitting([], view, { x: 50, y: 50 })).toEqual({ x: 0, y: 0, ratio: 1 });
	});
});
