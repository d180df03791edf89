import { expect, test } from "vitest";
import { figure, interval } from "./figures";
import english from "./i18n/en.json";
import { filterInWords, inWords, type Say, verdict } from "./words";

const say: Say = (key, values = {}) =>
	((english as Record<string, string>)[key] ?? `?${key}`).replace(/{{(\w+)}}/g, (_, name) =>
		String(values[name]),
	);
const h = (rest: object) => ({ id: "x", statement: "y", test: "response", ...rest });

test("a filter is told in the order in which one speaks", () => {
	expect(filterInWords(undefined, say)).toBe("of any kind");
	expect(filterInWords({ about: "tax", to: ["B", "C"], from: ["A"] }, say)).toBe("from A to B, C about tax");
});

test("each kind of test is told in a sentence without a gap", () => {
	const of = { from: ["A"] };
	const groups = { attribute: "sex", a: ["f"], b: ["m"] };
	const forms = [
		h({ test: "existence", of }),
		h({ test: "existence", query: "MATCH" }),
		h({ test: "existence", from: ["A"], to: ["B"] }),
		h({ test: "count", of }),
		h({ test: "count", of, number: 3 }),
		h({ test: "rate", a: of, b: of, per: "1d" }),
		h({ test: "rate", of, number: 3, per: "1d" }),
		h({ test: "rate", groups, per: "1d" }),
		h({ test: "response", trigger: {}, response: {}, within: "15m" }),
		h({ test: "latency", trigger: {}, response: {}, groups }),
		h({ test: "order", a: of, b: of }),
		h({ test: "change", event: "E", before: "7d", after: "7d" }),
		h({ test: "mixing", attribute: "sex" }),
		h({ test: "motif", motif: "M23", within: "1h" }),
		h({ test: "reach", from: ["A"], within: "2d" }),
		h({ test: "reach", from: ["A"], to: ["B"], within: "2d" }),
		h({ test: "cypher", number: 0.5 }),
	];
	const told = forms.map((f) => inWords(f, say));
	for (const text of told) expect(text).not.toMatch(/undefined|\?hypo|{{/);
	expect(new Set(told).size).toBe(told.length);
});

test("what cannot be told is not a no", () => {
	expect(verdict({ holds: null, enough_data: true })).toBe("unsure");
	expect(verdict({ holds: null, enough_data: false })).toBe("few");
	expect(verdict({ holds: false, enough_data: true })).toBe("not");
});

test("figures keep four digits, and say what is not known", () => {
	expect(figure(0.02183672679661009, "en")).toBe("0.02184");
	expect(figure(38388, "en")).toBe("38,388");
	expect(figure(null, "en")).toBe("–");
	expect(interval(0, null, "en")).toBe("[0; –]");
});
