import { expect, test } from "vitest";
import { byMonth, monthOf } from "./months";

const at = (earliest: string | null, latest: string | null) => ({ earliest, latest, precision: "between" });

test("a moment is in a month only if it can be in no other", () => {
	expect(monthOf(at("2016-10-01T00:00:00Z", "2016-10-31T23:59:59Z"))).toBe("2016-10");
	expect(monthOf(at("2016-06-01T00:00:00Z", "2016-08-31T23:59:59Z"))).toBeNull();
	expect(monthOf(at("2016-10-01T00:00:00Z", null))).toBeNull();
	expect(monthOf(at(null, "2016-10-01T00:00:00Z"))).toBeNull();
});

test("what is vaguer than a month stands apart, and the order stays", () => {
	const items = [
		{ id: 1, at: at("2016-06-01T00:00:00Z", "2016-08-31T23:59:59Z") },
		{ id: 2, at: at("2016-06-01T00:00:00Z", "2016-08-31T23:59:59Z") },
		{ id: 3, at: at("2016-10-01T00:00:00Z", "2016-10-31T23:59:59Z") },
		{ id: 4, at: at("2016-10-05T00:00:00Z", "2016-10-05T00:00:00Z") },
		{ id: 5, at: at("2016-11-01T00:00:00Z", null) },
		{ id: 6, at: at("2016-11-02T00:00:00Z", null) },
	];
	expect(byMonth(items).map((g) => [g.month, g.items.map((i) => i.id)])).toEqual([
		[null, [1, 2]],
		["2016-10", [3, 4]],
		[null, [5]],
		[null, [6]],
	]);
});
