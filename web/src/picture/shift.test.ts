import { expect, test } from "vitest";
import { themes } from "../../bench/themes";
import { modelOf } from "./model";
import type { SceneNode } from "./scene";
import { Shift } from "./shift";

const node = (key: string, x: number, y: number): SceneNode => ({
	key,
	kind: "person",
	label: key,
	x,
	y,
	size: 1,
});
const model = (...nodes: SceneNode[]) => modelOf({ nodes, edges: [] }, themes.light);

test("nodes go from where they were to where they are to be, to the last bit", () => {
	const before = model(node("a", 0, 0), node("b", 50, 50), node("gone", 1, 1));
	const after = model(node("a", 100.01, -30), node("b", 50.2, 50), node("new", 7, 7));
	const shift = Shift.between(before, after, 1000);
	const [a, b, fresh] = ["a", "b", "new"].map((key) => after.byKey.get(key));
	expect(shift?.marks).toEqual([a]);
	expect([a?.x, a?.y]).toEqual([0, 0]);
	expect(shift?.to(1160)).toBe(false);
	expect(a?.x).toBeCloseTo(50.005);
	expect([b?.x, fresh?.x]).toEqual([50.2, 7]);
	expect(shift?.to(5000)).toBe(true);
	expect([a?.x, a?.y]).toEqual([100.01, -30]);
});

test("a node in the hand stays in the hand", () => {
	const after = model(node("a", 100, 0));
	const shift = Shift.between(model(node("a", 0, 0)), after, 0);
	const a = after.byKey.get("a");
	if (!a) throw new Error("there is no a");
	Object.assign(a, { lifted: true, x: 42 });
	shift?.to(160);
	expect(a.x).toBe(42);
});

test("where nothing moves, or too much, there is no movement", () => {
	const still = [node("a", 0, 0), node("b", 5, 5)];
	expect(Shift.between(model(...still), model(...still), 0)).toBeUndefined();
	const many = (dx: number) => Array.from({ length: 600 }, (_, i) => node(`n${i}`, i + dx, 0));
	const after = model(...many(100));
	expect(Shift.between(model(...many(0)), after, 0)).toBeUndefined();
	expect(after.byKey.get("n0")?.x).toBe(100);
});
