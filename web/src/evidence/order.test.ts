import { expect, test } from "vitest";
import { latestFirst } from "./order";

const at = (earliest: string | null, latest: string | null) => ({ earliest, latest, precision: "day" });

test("the newest first, what nobody dates last, and what is alike as it came", () => {
	const items = [
		{ id: "a", at: at("2016-01-01T00:00:00Z", null) },
		{ id: "b", at: at(null, null) },
		{ id: "c", at: at("2017-01-01T00:00:00Z", "2017-01-02T00:00:00Z") },
		{ id: "d", at: at(null, "2016-06-01T00:00:00Z") },
		{ id: "e", at: at("2017-01-01T00:00:00Z", "2017-03-02T00:00:00Z") },
	];
	expect(latestFirst(items, (i) => i.at).map((i) => i.id)).toEqual(["c", "e", "d", "a", "b"]);
});
