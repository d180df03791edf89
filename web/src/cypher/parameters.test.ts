import { expect, test } from "vitest";
import { body, readParameters } from "./parameters";

test("parameters are an object", () => {
	expect(readParameters("").values).toEqual({});
	expect(readParameters('{"n": 5}').values).toEqual({ n: 5 });
	expect(readParameters("[1]").problem).toMatchObject({ line: 1, column: 1 });
	expect(readParameters("null").problem).toBeDefined();
});

test("a mistake has its line", () => {
	expect(readParameters('{\n  "n": 5,\n  x\n}').problem?.line).toBe(3);
	expect(readParameters('{"a": x}').problem).toMatchObject({ line: 1, column: 7 });
});

test("numbers are sent as they were written", () => {
	const text = body('RETURN $n // "quoted"', '{"n": 5.0}', 100, 10);
	expect(text).toContain('{"n": 5.0}');
	expect(JSON.parse(text)).toEqual({
		query: 'RETURN $n // "quoted"',
		parameters: { n: 5 },
		limit: 100,
		timeout_ms: 10_000,
	});
	expect(JSON.parse(body("RETURN 1", " ", 1, 1)).parameters).toEqual({});
});
