import { expect, test } from "vitest";
import { bounds, day, filtered, stretchOf } from "./period";

const at = (text: string) => Date.parse(text);

test.each([
	["2016", "2016-01-01T00:00:00Z", "2017-01-01T00:00:00Z"],
	["2016-02", "2016-02-01T00:00:00Z", "2016-03-01T00:00:00Z"],
	["2016-summer", "2016-06-01T00:00:00Z", "2016-09-01T00:00:00Z"],
	["2016-winter", "2016-12-01T00:00:00Z", "2017-03-01T00:00:00Z"],
	["2016-12-31", "2016-12-31T00:00:00Z", "2017-01-01T00:00:00Z"],
	["2016-07-11T12:30:00Z", "2016-07-11T12:30:00Z", "2016-07-11T12:30:00Z"],
])("%s goes from %s to %s", (text, start, end) => {
	expect(stretchOf(text)).toEqual({ start: at(start), end: at(end) });
});

test.each(["", "yesterday", "2016-13", "2016-02-30", "2016-noon", "20167"])("%s is no time", (text) => {
	expect(stretchOf(text)).toBeNull();
});

const all = { start: at("2001-01-01T00:00:00Z"), end: at("2001-04-11T00:00:00Z") };

test("what is brushed is widened to whole stretches, as days", () => {
	const brushed = { start: at("2001-01-12T05:00:00Z"), end: at("2001-01-19T20:00:00Z") };
	expect(bounds(brushed, all, 10 * day)).toEqual({ since: "2001-01-11", until: "2001-01-20" });
});

test("what is brushed does not leave the histogram", () => {
	expect(bounds({ start: all.start - day, end: all.end + day }, all, 10 * day)).toEqual({
		since: "2001-01-01",
		until: "2001-04-10",
	});
});

test("finer stretches give times of day", () => {
	const hours = { start: at("2001-01-01T00:00:00Z"), end: at("2001-01-02T00:00:00Z") };
	const brushed = { start: at("2001-01-01T03:10:00Z"), end: at("2001-01-01T04:20:00Z") };
	expect(bounds(brushed, hours, 3_600_000)).toEqual({
		since: "2001-01-01T03:00:00Z",
		until: "2001-01-01T04:59:59Z",
	});
});

test("bounds that are brushed name the same stretch again", () => {
	const brushed = { start: at("2001-01-11T00:00:00Z"), end: at("2001-01-21T00:00:00Z") };
	const { since, until } = bounds(brushed, all, 10 * day);
	expect(filtered(since, until, all)).toEqual(brushed);
});

test("an open bound of a filter is that of all", () => {
	expect(filtered("", "", all)).toEqual(all);
	expect(filtered("2001-02", "", all)).toEqual({ start: at("2001-02-01T00:00:00Z"), end: all.end });
});
