import { expect, test } from "vitest";
import { cite, place } from "./citation";
import english from "./i18n/en.json";

const say = (key: string, values: Record<string, unknown> = {}) =>
	((english as Record<string, string>)[key] ?? key).replace(/{{(\w+)}}/g, (_, name) => String(values[name]));

const open = { earliest: null, latest: null, precision: "unknown" } as const;
const what = {
	who: "WikiLeaks → Donald Trump Jr.",
	when: "October 2016",
	text: "It asks for papers.",
	id: "ask-tax-papers",
};

test("a citation names who, when, what, the source and the place", () => {
	const source = { id: "vg", title: "Norwegian news text", publisher: "VG", published: open };
	expect(
		cite(what, { source_id: "vg", paragraph: 8, modality: "stated" }, source, "November 2017", say),
	).toBe(
		"WikiLeaks → Donald Trump Jr., October 2016: It asks for papers. Norwegian news text (VG, November 2017), paragraph 8, stated. [ask-tax-papers]",
	);
});

test("what is not known is left out", () => {
	expect(
		cite(
			{ ...what, who: "", when: "" },
			{ source_id: "x", paragraph: 0, modality: "alleged" },
			undefined,
			"",
			say,
		),
	).toBe("It asks for papers. x, alleged. [ask-tax-papers]");
});

test("a file has lines, a text paragraphs", () => {
	expect(place({ source_id: "enron/messages.tsv", paragraph: 588, modality: "stated" }, say)).toBe(
		"line 588",
	);
	expect(place({ source_id: "vg", paragraph: 2, modality: "stated" }, say)).toBe("paragraph 2");
	expect(place({ source_id: "vg", paragraph: 0, offset: 40, modality: "stated" }, say)).toBe("byte 40");
	expect(place({ source_id: "vg", paragraph: 0, modality: "stated" }, say)).toBe("");
});
