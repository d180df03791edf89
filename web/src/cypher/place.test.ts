import { expect, test } from "vitest";
import { listed, range } from "./place";

const at = (text: string, line: number, column: number) => {
	const { from, to } = range(text, { line, column, message: "" });
	return text.slice(from, to);
};

test("a problem lies on the word at its line and column", () => {
	expect(at("MATCH (a)\nRETURNS a", 2, 1)).toBe("RETURNS");
	expect(at("MATCH (a)\n SET a.x = 1", 2, 2)).toBe("SET");
	expect(at("MATCH (a)", 1, 7)).toBe("(");
});

test("columns count characters, not units", () => {
	expect(at("RETURN '𝒳𝒳', SET", 1, 14)).toBe("SET");
});

test("a place beyond the text is brought back into it", () => {
	expect(at("RETURN", 9, 1)).toBe("RETURN");
	expect(at("RETURN 1", 1, 99)).toBe("1");
	expect(range("", { line: 1, column: 1, message: "" })).toEqual({ from: 0, to: 0 });
});

test("each mistake of a list has its place", () => {
	const detail =
		'body has 2 mistakes:\n  body:3:7: test is "foo": write one of count\n  body:4:1: the hypothesis has no field "bad"';
	expect(listed(detail)).toEqual([
		{ line: 3, column: 7, message: 'test is "foo": write one of count' },
		{ line: 4, column: 1, message: 'the hypothesis has no field "bad"' },
	]);
	expect(listed("body:1:1: one")).toHaveLength(1);
	expect(listed("nothing of the kind")).toEqual([]);
});
