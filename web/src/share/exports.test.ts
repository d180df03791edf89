import { DOMParser } from "@xmldom/xmldom";
import { expect, test } from "vitest";
import type { Scene } from "../picture/scene";
import { csv, edgesCsv, gexf, graphml } from "./exports";

const hostile = '<img src=x onerror="alert(1)"> & \u0001';
const scene: Scene = {
	nodes: [
		{ key: "actor/a", kind: "person", label: hostile, x: 1, y: 2, size: 3 },
		{ key: 'topic/"b"', kind: "topic", label: "b", x: 4, y: 5, size: 6 },
	],
	edges: [{ key: 'about|actor/a|topic/"b"', from: "actor/a", to: 'topic/"b"', kind: "about", weight: 7 }],
};

test.each([
	["GEXF", gexf],
	["GraphML", graphml],
])("%s is well-formed and holds all", (_, write) => {
	// It throws at what is not well-formed.
	const doc = new DOMParser({
		onError: (level, message) => level !== "warning" && expect.fail(message),
	}).parseFromString(write(scene), "application/xml");
	expect(doc.getElementsByTagName("node")).toHaveLength(2);
	expect(doc.getElementsByTagName("edge")).toHaveLength(1);
	expect(doc.getElementsByTagName("img")).toHaveLength(0);
	expect(doc.getElementsByTagName("edge")[0]?.getAttribute("target")).toBe('topic/"b"');
});

test("CSV quotes, and starts no formula", () => {
	expect(csv([["a,b", 'say "x"', "=1+1", -2]])).toBe('"a,b","say ""x""",\'=1+1,-2\r\n');
	expect(edgesCsv(scene).split("\r\n")[1]).toContain("about");
});
