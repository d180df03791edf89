import { expect, test } from "vitest";
import { idOf } from "./kept";

const sane = /^[a-z0-9]+(-[a-z0-9]+)*$/; // what the service takes

test.each([
	["Who knew?", "who-knew"],
	["Élysée – été", "elysee-ete"],
	["Ørsted & Søn", "rsted-sn"],
	["a ø b", "a-b"],
	[`${"x".repeat(59)} y`, "x".repeat(59)],
])("%s is kept as %s", (name, id) => {
	expect(idOf(name)).toBe(id);
	expect(id).toMatch(sane);
});

test("names in other scripts have ids, each its own", () => {
	const ids = ["日本", "中国", "Москва", "!!!"].map(idOf);
	for (const id of ids) expect(id).toMatch(sane);
	expect(new Set(ids).size).toBe(4);
});
