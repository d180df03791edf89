import { expect, test } from "vitest";
import { day } from "./period";
import { ticks } from "./ticks";

const at = (...texts: string[]) => texts.map((text) => Date.parse(text));

test("years, months, days, hours, as they lie apart", () => {
	expect(ticks(at("2000-01-01", "2001-01-01"), 365 * day, "en")).toEqual(["2000", "2001"]);
	expect(ticks(at("2000-11-01", "2000-12-01", "2001-01-01", "2001-02-01"), 30 * day, "en")).toEqual([
		"Nov 2000",
		"Dec",
		"2001",
		"Feb",
	]);
	expect(ticks(at("2000-07-01", "2000-11-01", "2001-03-01"), 120 * day, "en")).toEqual([
		"Jul 2000",
		"Nov",
		"Mar 2001",
	]);
	expect(ticks(at("2000-11-01", "2000-11-02"), day, "en-GB")).toEqual(["1 Nov", "2 Nov"]);
	expect(ticks(at("2000-11-01T00:00Z", "2000-11-01T06:00Z"), day / 4, "en-GB")).toEqual(["1 Nov", "06:00"]);
});
