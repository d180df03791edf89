import { expect, test } from "vitest";
import { extent, marksOf, middle } from "./extent";

const mark = (earliest: string | null, latest: string | null) =>
	marksOf([{ id: "e", label: "e", at: { earliest, latest, precision: "between" } }])[0] as never;

const contacts = { start: 1000, end: 2000 };
const at = (ms: number) => new Date(ms).toISOString();

test("a mark stands in the middle of its time, or at the bound that is known", () => {
	expect(middle(mark(at(100), at(300)))).toBe(200);
	expect(middle(mark(null, at(300)))).toBe(300);
	expect(middle(mark(at(100), null))).toBe(100);
});

test("events nearby widen what is shown, those far off do not", () => {
	expect(extent(contacts, [mark(at(1500), at(1500))])).toEqual(contacts);
	expect(extent(contacts, [mark(at(2500), at(2500))])).toEqual({ start: 1000, end: 2530 });
	expect(extent(contacts, [mark(at(9000), at(9000))])).toEqual(contacts);
});

test("without contacts the events are shown, and without either nothing", () => {
	expect(extent(null, [mark(at(0), at(0)), mark(at(1000), at(1000))])).toEqual({ start: -20, end: 1020 });
	expect(extent(null, [])).toBeNull();
});
