import { expect, test } from "vitest";
import { type Hit, nodeOf, ranked, searching } from "./suggest";

test.each([
	["don tr", "don tr*"],
	["  ", ""],
	['"Trump Jr."', '"Trump Jr."'],
	["web*", "web*"],
])("%s is searched as %s", (typed, asked) => expect(searching(typed)).toBe(asked));

test("what begins with the words comes first, and the rest in its order", () => {
	const hit = (text: string, kind = "person"): Hit => ({ kind: kind as Hit["kind"], id: text, text });
	const hits = [hit("Julian Assange"), hit("Friends of WikiLeaks"), hit("WikiLeaks Party"), hit("WikiLeaks")];
	expect(ranked(hits, "wikileaks").map((h) => h.text)).toEqual([
		"WikiLeaks",
		"WikiLeaks Party",
		"Friends of WikiLeaks",
		"Julian Assange",
	]);
});

test("actors, topics and events have a place on the canvas, messages have none", () => {
	expect(nodeOf({ kind: "organization", id: "a/b", text: "" })).toBe("actor/a/b");
	expect(nodeOf({ kind: "topic", id: "t", text: "" })).toBe("topic/t");
	expect(nodeOf({ kind: "message", id: "m", text: "" })).toBeNull();
});
