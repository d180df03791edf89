import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Ground, shade } from "./scale";

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = channels(hex).map((v) =>
		v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4,
	);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Lightness of CIELAB. */
const lightness = (hex: string) => 116 * Math.cbrt(luminance(hex)) - 16;

function contrast(a: string, b: string): number {
	const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

const theme = readFileSync("src/app/theme.css", "utf8");
const grounds = [...theme.matchAll(/--ground: (#\w+);/g)].map((m) => m[1] as string);
const ground: Record<Ground, string> = { light: grounds[0] ?? "", dark: grounds[1] ?? "" };
const along = Array.from({ length: 21 }, (_, i) => i / 20);

test.each(["light", "dark"] as const)("every shade stands out from the %s ground", (theme) => {
	expect(ground[theme]).toMatch(/^#\w{6}$/);
	for (const p of along)
		expect(contrast(shade(p, theme), ground[theme]), String(p)).toBeGreaterThanOrEqual(3);
});

test.each(["light", "dark"] as const)("lightness goes one way in even steps on %s", (theme) => {
	const steps = along.map((p) => lightness(shade(p, theme)));
	const differences = steps.slice(1).map((l, i) => Math.abs(l - (steps[i] ?? 0)));
	const mean = differences.reduce((a, b) => a + b) / differences.length;
	for (const d of differences) {
		expect(d).toBeGreaterThan(0.5 * mean);
		expect(d).toBeLessThan(1.5 * mean);
	}
	expect(new Set(steps.slice(1).map((l, i) => Math.sign(l - (steps[i] ?? 0)))).size).toBe(1);
});

test("what lies outside the scale takes its end", () => {
	expect(shade(-1, "light")).toBe(shade(0, "light"));
	expect(shade(2, "dark")).toBe(shade(1, "dark"));
});
