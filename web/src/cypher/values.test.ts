import { expect, test } from "vitest";
import { csv } from "./csv";
import { asText, forCanvas, type GraphNode, nameOf } from "./values";

const node = (label: string, properties: Record<string, unknown>): GraphNode => ({
	id: "3:0",
	labels: [label],
	properties,
});
const person = node("Person", { id: "p1", name: "Ada" });
const message = node("Message", { id: "m1", subject: "", summary: "Asks for a meeting" });
const sent = { id: "8:0", type: "SENT", start: "3:0", end: "5:0", properties: {} };

test("a node is called by what it has", () => {
	expect(nameOf(person)).toBe("Ada");
	expect(nameOf(message)).toBe("Asks for a meeting");
	expect(nameOf(node("Person", {}))).toBe("3:0");
});

test("messages are no nodes of the canvas", () => {
	expect(
		forCanvas({
			nodes: [person, message, node("Topic", { id: "t" }), node("Source", { id: "s" })],
			relationships: [],
		}),
	).toEqual({
		keys: ["actor/p1", "topic/t"],
		messages: ["m1"],
	});
});

test("values are told in a line", () => {
	expect(asText(person)).toBe("p1");
	expect(asText(sent)).toBe("SENT");
	expect(asText([1, null, "x"])).toBe("1; ; x");
	expect(asText({ nodes: [person, message], relationships: [sent] })).toBe("p1 → m1");
	expect(asText({ a: 1 })).toBe('{"a":1}');
	expect(asText(false)).toBe("false");
});

test("CSV quotes what needs it and runs no formula", () => {
	expect(
		csv(
			["a", 'b"c'],
			[
				["x,y", "=1+1"],
				[-5, "line\nbreak"],
				[null, person],
			],
		),
	).toBe('a,"b""c"\r\n"x,y",\'=1+1\r\n-5,"line\nbreak"\r\n,p1\r\n');
});
