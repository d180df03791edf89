import { expect, test } from "vitest";
import { duration } from "./duration";

test.each([
	[0, "0 seconds"],
	[0.4, "0 seconds"],
	[59.6, "1 minute"],
	[61, "1 minute 1 second"],
	[3600, "1 hour"],
	[86_400 + 60, "1 day"],
	[2 * 86_400 + 3 * 3600 + 59, "2 days 3 hours"],
	[-5, "0 seconds"],
])("%d seconds are %s", (seconds, text) => {
	expect(duration(seconds, "en")).toBe(text);
});

test("says it in the user's language", () => {
	expect(duration(7200, "fr")).toMatch(/^2\sheures$/);
	expect(duration(7200, "nb")).toBe("2 timer");
});
