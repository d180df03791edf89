import { expect, test } from "vitest";
import type { Selection } from "../view/view";
import { follow } from "./trail";

const node: Selection = { kind: "node", key: "actor/a" };
const pair: Selection = { kind: "pair", from: "a", to: "b" };
const message: Selection = { kind: "message", id: "m" };
const start = { now: null, before: [] };

test("what was seen before is the way back", () => {
	const there = [node, pair, message].reduce(follow, start);
	expect(there).toEqual({ now: message, before: [node, pair] });
	const back = follow(there, pair);
	expect(back).toEqual({ now: pair, before: [node] });
	expect(follow(back, node)).toEqual({ now: node, before: [] });
});

test("selecting the same again leads nowhere", () => {
	expect(follow(follow(start, node), { ...node })).toEqual({ now: node, before: [] });
});

test("closing forgets the way", () => {
	expect(follow([node, pair].reduce(follow, start), null)).toEqual(start);
});

test("the way has an end", () => {
	let trail = follow(start, node);
	for (let i = 0; i < 80; i++) trail = follow(trail, { kind: "message", id: String(i) });
	expect(trail.before).toHaveLength(50);
	expect(trail.before.at(-1)).toEqual({ kind: "message", id: "78" });
});
