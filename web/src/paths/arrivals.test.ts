import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import { places, steps } from "./arrivals";

type Reached = Schemas["Reached"];

const reached = (earliest: string | null, latest: string | null = earliest): Reached => ({
	actor: { id: "a", name: "A", kind: "person" },
	at: { earliest, latest, precision: "second" },
	hops: 1,
	certainty: "certain",
});

const list = [
	reached(null, null),
	reached("2001-01-01T00:00:00Z"),
	reached("2001-01-02T00:00:00Z"),
	reached("2001-01-02T00:00:00Z"),
	reached("2001-01-05T00:00:00Z"),
];

test("a step is a time at which the reached grow, and the undated come with the first", () => {
	expect(steps(list, "from").map((s) => s.upTo)).toEqual([2, 4, 5]);
});

test("colours follow the order of the steps, and the undated have none", () => {
	expect(places(list, "from")).toEqual([null, 0, 0.5, 0.5, 1]);
});

test("backwards the last moment counts", () => {
	const back = [reached("2001-01-01T00:00:00Z", "2001-02-01T00:00:00Z"), reached("2000-01-01T00:00:00Z")];
	expect(steps(back, "to").map((s) => new Date(s.time).toISOString().slice(0, 7))).toEqual([
		"2001-02",
		"2000-01",
	]);
});

test("nobody dated, nothing to play", () => {
	expect(steps([reached(null, null)], "from")).toEqual([]);
	expect(places([reached(null, null)], "from")).toEqual([null]);
});
