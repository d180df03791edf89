import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ends, labels, types } from "./schema";

const guide = readFileSync("../docs/graph.md", "utf8");
const quoted = (text = "") => [...text.matchAll(/`([^`]+)`/g)].map((m) => m[1]);

test("completion knows the labels and properties of the guide", () => {
	const told: Record<string, string[]> = {};
	let label = "";
	for (const line of guide.split("## Relationships")[0]?.split("\n") ?? []) {
		const cells = line.split("|").map((c) => c.trim());
		if (!/^`\w+`$/.test(cells[2] ?? "")) continue;
		label = quoted(cells[1])[0] ?? label;
		told[label] = [...(told[label] ?? []), quoted(cells[2])[0] as string];
	}
	expect(labels).toEqual(told);
});

test("completion knows the types of relationships of the guide", () => {
	const told: Record<string, (string | undefined)[]> = {};
	for (const line of guide.split("## Relationships")[1]?.split("## Citations")[0]?.split("\n") ?? []) {
		const cells = line.split("|");
		const type = quoted(cells[1])[0];
		if (type && cells.length === 6) told[type] = quoted(cells[4]);
	}
	expect(types).toEqual(told);
	expect(Object.keys(ends)).toEqual(Object.keys(types));
});
