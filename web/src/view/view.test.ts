import { describe, expect, test } from "vitest";
import { decode, encode, merge } from "./address";
import * as drawing from "./drawing";
import * as history from "./history";
import { blank, type Drawing, keyOf, partsOf, type View } from "./view";

const at = (...keys: string[]) => new Map(keys.map((key, i) => [key, { x: i * 1.23456, y: -i }]));
const none = blank.drawing;

test("keys keep any id", () => {
	const id = "a/b|c?d#é";
	expect(partsOf(keyOf("organization", id))).toEqual({ sort: "actor", id });
	expect(partsOf(keyOf("topic", id))).toEqual({ sort: "topic", id });
});

describe("drawing", () => {
	test("what is there stays where it is when more comes", () => {
		const one = drawing.add(none, at("actor/a"));
		const two = drawing.add(one, new Map([...at("x", "actor/b"), ["actor/a", { x: 99, y: 99 }]]), "actor/a");
		expect(two.nodes["actor/a"]).toBe(one.nodes["actor/a"]);
		expect(two.nodes["actor/b"]).toEqual({ x: 1.23, y: -1, from: "actor/a" });
		expect(two.expanded).toEqual(["actor/a"]);
	});

	test("bringing what is there changes nothing, so that there is nothing to undo", () => {
		const d = drawing.add(none, at("a", "b"));
		expect(drawing.add(d, at("b", "a"))).toBe(d);
	});

	test("collapsing takes back what expanding brought, and what that brought, but nothing pinned", () => {
		let d = drawing.add(none, at("a"));
		d = drawing.add(d, at("a", "b", "c"), "a");
		d = drawing.add(d, at("b", "d", "e"), "b");
		d = drawing.pin(d, "e");
		d = drawing.collapse(d, "a");
		expect(Object.keys(d.nodes).sort()).toEqual(["a", "e"]);
		expect(d.expanded).toEqual([]);
	});

	test("hiding and showing, pinning and unpinning leave nothing behind", () => {
		const d = drawing.add(none, at("a", "b"));
		expect(drawing.showAll(drawing.hide(d, ["a"]))).toEqual(d);
		expect(drawing.pin(drawing.pin(d, "a"), "a")).toEqual(d);
		expect(drawing.add(drawing.hide(d, ["a"]), at("a")).nodes).toEqual(d.nodes);
	});

	test("what is dragged is pinned, what is laid out is not", () => {
		const d = drawing.add(none, at("a"));
		const to = new Map([["a", { x: 5, y: 6 }]]);
		expect(drawing.move(d, to, true).nodes.a).toEqual({ x: 5, y: 6, pinned: true });
		expect(drawing.move(d, to, false).nodes.a).toEqual({ x: 5, y: 6 });
	});
});

describe("history", () => {
	test("undo and redo come back to the very same", () => {
		const states = [0, 1, 2, 3].map((n) => ({ n }));
		let h = history.begin(states[0]);
		for (const s of states.slice(1)) h = history.step(h, s);
		const all = h;
		h = history.undo(history.undo(h));
		expect(h.present).toBe(states[1]);
		h = history.redo(history.redo(h));
		expect(h).toEqual(all);
		expect(history.redo(h)).toBe(h);
	});

	test("a step after undo forgets what was undone", () => {
		const h = history.step(history.undo(history.step(history.begin("a"), "b")), "c");
		expect(h).toEqual({ past: ["a"], present: "c", future: [] });
	});

	test("it is bounded", () => {
		let h = history.begin(0);
		for (let i = 1; i < 500; i++) h = history.step(h, i);
		expect(h.past.length).toBe(history.depth);
	});
});

describe("address", () => {
	const drawn: Drawing = drawing.hide(
		drawing.pin(drawing.add(drawing.add(none, at("actor/é?#", "b")), at("b", "topic/x+y"), "b"), "b"),
		["topic/x+y"],
	);
	const view: View = {
		...blank,
		drawing: drawn,
		panel: "paths",
		selection: { kind: "pair", from: "a", to: "b" },
		asked: { paths: { from: ["a"], about: "“deux mots”" } },
		camera: { x: 1, y: 2, ratio: 0.5 },
		notes: "line\nline",
	};

	test("holds the whole view", () => {
		expect(decode(`#${encode(view)}`)?.view).toEqual(view);
	});

	test("of the whole graph it holds what differs", () => {
		const whole = { nodes: 3, edges: 9, filter: none.filter, layout: "force", seed: 1 } as const;
		const base = new Map([
			["a", { x: 0, y: 0 }],
			["b", { x: 1, y: 1 }],
			["c", { x: 2, y: 2 }],
		]);
		let d = drawing.add({ ...none, whole }, base);
		d = drawing.move(d, new Map([["b", { x: 7, y: 8 }]]), true);
		d = drawing.remove(d, new Set(["c"]));
		const read = decode(encode({ ...view, drawing: d }, base));
		expect(Object.keys(read?.view.drawing.nodes ?? {})).toEqual(["b"]);
		expect(read && merge(read, base)).toEqual({ ...view, drawing: d });
	});

	test.each(["", "#", "#v=", "#v=xyz", "#v=N4Ig", "#other=1"])("%s is no view", (fragment) => {
		expect(decode(fragment)).toBeNull();
	});
});
