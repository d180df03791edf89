import { beforeEach, expect, test } from "vitest";
import { type Past, past, remembered } from "./kept";

const run = (query: string, at = "2020-01-01T00:00:00Z"): Past => ({
	query,
	parameters: "{}",
	at,
	rows: 1,
	milliseconds: 2,
});

beforeEach(() => past.change(() => []));

test("the same query stands once in the history, in front", () => {
	const items = [run("a"), run("b")].reduce(remembered, [] as Past[]);
	expect(remembered(items, run("a", "later")).map((p) => [p.query, p.at])).toEqual([
		["a", "later"],
		["b", "2020-01-01T00:00:00Z"],
	]);
});

test("the last fifty are kept, also by the browser", () => {
	for (let i = 0; i < 60; i++) past.change((items) => remembered(items, run(`q${i}`)));
	expect(past.read()).toHaveLength(50);
	expect(past.read()[0]?.query).toBe("q59");
	expect(JSON.parse(localStorage.getItem("backchannel.cypher.history") ?? "")).toHaveLength(50);
});
