import { expect, test } from "vitest";
import { distance } from "./distance";
import english from "./i18n/en.json";

const say = (key: string, values: Record<string, unknown> = {}) =>
	((english as Record<string, string>)[key] ?? key).replace(/{{(\w+)}}/g, (_, name) => String(values[name]));

test.each([
	[900, 900, "15 minutes"],
	[3600, 86_400, "between 1 hour and 1 day"],
	[7200, null, "at least 2 hours"],
	[0, 600, "at most 10 minutes"],
	[null, 600, "at most 10 minutes"],
	[0, 0, "0 seconds"],
	[0, null, ""],
	[null, null, ""],
] as const)("%s to %s seconds apart: %s", (least, most, text) => {
	expect(distance(least, most, "en", say)).toBe(text);
});
