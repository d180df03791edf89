import { expect, test } from "vitest";
import { timeLeft } from "./timeLeft";

const start = { bytes: 0, time: 1000 };

test("the pace so far goes on", () => {
	expect(timeLeft(start, { bytes: 250, time: 11_000 }, 1000)).toBe(30);
	expect(timeLeft({ bytes: 500, time: 0 }, { bytes: 750, time: 10_000 }, 1000)).toBe(10);
});

test("nobody can say too soon, or without a total", () => {
	expect(timeLeft(start, { bytes: 900, time: 1100 }, 1000)).toBeNull();
	expect(timeLeft(start, { bytes: 5, time: 60_000 }, 1000)).toBeNull();
	expect(timeLeft(start, { bytes: 500, time: 60_000 }, 0)).toBeNull();
});

test("a file that turns out longer is not read in less than no time", () => {
	expect(timeLeft(start, { bytes: 1200, time: 11_000 }, 1000)).toBe(0);
});
