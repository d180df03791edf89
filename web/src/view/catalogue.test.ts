import { expect, test } from "vitest";
import { part } from "./catalogue";

const nodes = [
	{ kind: "person", id: "a", name: "A", contacts: 3, first: null, last: null },
	{ kind: "organization", id: "b/c", name: "B", contacts: 2, first: null, last: null, group: "b/c" },
	{ kind: "topic", id: "a", name: "T", contacts: 1, first: null, last: null },
] as const;

test("edges that come as numbers are the same edges", () => {
	const plain = part({
		nodes: [...nodes],
		edges: [
			{ kind: "contact", from: nodes[0], to: nodes[1], count: 3 },
			{ kind: "about", from: nodes[1], to: nodes[2], count: 1 },
			{ kind: "member", from: nodes[0], to: nodes[1], count: 1, label: "clerk" },
		],
		revision: 4,
	});
	const packed = part({
		nodes: [...nodes],
		edges: [],
		packed: {
			kinds: ["contact", "about", "member"],
			edges: [0, 0, 1, 3, 1, 1, 2, 1, 2, 0, 1, 1],
			labels: { 2: "clerk" },
		},
		revision: 4,
	});
	expect(packed).toEqual(plain);
	expect(plain.edges.map((e) => e.key)).toEqual([
		"contact|actor/a|actor/b/c",
		"about|actor/b/c|topic/a",
		"member|actor/a|actor/b/c",
	]);
});
