/**
 * Measures the canvas as a user moves it: real mouse and wheel input, headless Chromium, 1440 x 900.
 *
 *   node bench/smoothness.mjs [--check] [--sizes 2000x10000,20000x60000,100000x300000] [--runs 3]
 *
 * Each gesture runs several times and the best run counts, because a busy machine only ever adds to it.
 * It fails when pixels are missing in mid-motion, when the picture stands still, or when it is not the true
 * picture after rest; with --check also when a limit on time is not held.
 */
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { gestures } from "./gestures.mjs";
import { Pixels } from "./pixels.mjs";
import { serve } from "./serve.mjs";

/** In milliseconds: a frame's median and 95th percentile and longest, rest to sharp, page to first picture. */
const LIMITS = {
	"2000x10000": { median: 20, p95: 34, sharp: 150, first: 700 },
	"20000x60000": { median: 20, p95: 34, sharp: 700, first: 1500 },
	"100000x300000": { longest: 300, "longest at rest": 300 },
};
const STEP = 16;

const { values } = parseArgs({
	options: {
		check: { type: "boolean", default: false },
		sizes: { type: "string", default: Object.keys(LIMITS).join() },
		runs: { type: "string", default: "3" },
		chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
	},
});

const failures = [];
const server = await serve();
const browser = await chromium.launch({ executablePath: values.chromium, args: ["--no-sandbox"] });
try {
	const pixels = new Pixels(await browser.newPage());
	const rows = [];
	for (const size of values.sizes.split(","))
		rows.push(...(await measured(size, Number(values.runs), pixels)));
	console.table(rows);
} finally {
	await browser.close();
	await server.close();
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function measured(size, runs, pixels) {
	const [nodes, edges] = size.split("x");
	const address = `${server.address}?nodes=${nodes}&edges=${edges}`;
	await (await fetch(`${server.address}graph.json?nodes=${nodes}&edges=${edges}`)).arrayBuffer();
	let first = Infinity;
	let page;
	for (let run = 0; run < runs; run++) {
		await page?.context().close();
		page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
		page.on("pageerror", (error) => failures.push(`${size}: ${error.message}`));
		await page.goto(address);
		await page.waitForFunction(() => window.bench?.first !== undefined);
		first = Math.min(first, await page.evaluate(() => window.bench.first));
	}
	const rows = [];
	for (const [name, gesture] of Object.entries(gestures)) {
		const results = [];
		for (let run = 0; run < runs; run++) {
			await home(page);
			results.push(await timed(page, gesture));
		}
		const best = results.reduce((a, b) => (b.p95 + b.median < a.p95 + a.median ? b : a));
		for (const what of ["sharp", "longest", "longest at rest"])
			best[what] = Math.min(...results.map((result) => result[what]));
		if (values.check) hold(size, name, best, LIMITS[size] ?? {});
		await home(page);
		const seen = await looked(page, size, name, gesture, pixels);
		rows.push({ size, gesture: name, first: Math.round(first), ...rounded(best), ...seen });
	}
	if (values.check && first > (LIMITS[size]?.first ?? Infinity))
		failures.push(`${size}: first picture ${first} ms`);
	await page.context().close();
	return rows;
}

/** Back to the whole graph, at rest, every node where it was. */
async function home(page) {
	await page.mouse.move(2, 2);
	await page.evaluate(() => {
		const { picture, scene } = window.bench;
		picture.show({ ...scene });
		picture.fit();
	});
	await settled(page);
}

async function settled(page) {
	await page.waitForFunction(() => window.bench.picture.settled, null, { polling: 20 });
	await page.waitForTimeout(120);
}

async function timed(page, gesture) {
	const hands = await gesture(page);
	await page.evaluate(() => window.bench.watch());
	const started = Date.now();
	for (let i = 0; Date.now() - started < 1500; i++) await paced(() => hands.step(i));
	await hands.end();
	const { frames, resting, sharpAfter } = await page.evaluate(() => window.bench.watched());
	const moving = frames.slice(2).sort((a, b) => a - b);
	return {
		frames: moving.length,
		median: moving[Math.floor(moving.length / 2)],
		p95: moving[Math.floor(moving.length * 0.95)],
		longest: moving.at(-1),
		"longest at rest": Math.max(0, ...resting),
		sharp: sharpAfter,
	};
}

/** Looks at the screen while the hands go on moving, and again after rest. */
async function looked(page, size, name, gesture, pixels) {
	const still = await page.screenshot();
	const hands = await gesture(page);
	let going = true;
	const motion = (async () => {
		for (let i = 0; going; i++) await paced(() => hands.step(i));
	})();
	await page.waitForTimeout(350);
	const midway = await page.screenshot();
	going = false;
	await motion;
	await hands.end();
	await settled(page);
	await page.mouse.move(2, 2);
	await page.waitForTimeout(100);
	const rested = await page.screenshot();
	await page.evaluate((dragged) => window.bench.remake(dragged), hands.moves === "node");
	await settled(page);
	const fresh = await page.screenshot();

	const during = await pixels.compare(still, midway);
	const after = await pixels.compare(rested, fresh);
	const kept = during.inked[1] / during.inked[0];
	const complain = (what) => failures.push(`${size} ${name}: ${what}`);
	if (during.inked[0] < 2000) complain(`the still picture is empty: ${during.inked[0]} pixels`);
	if (kept < 0.6) complain(`in mid-motion only ${Math.round(kept * 100)} % of the pixels are there`);
	if (hands.moves === "view" && Math.abs(during.shift) < 20)
		complain(`it did not move: shift ${during.shift}`);
	if (during.differing < (hands.moves === "node" ? 0.0002 : 0.02)) complain("it stood still in mid-motion");
	// After a drag sigma may name other nodes than it would from the start.
	if (after.differing > 0.01) complain(`after rest ${(after.differing * 100).toFixed(1)} % of it is wrong`);
	return { "pixels in motion": `${Math.round(kept * 100)} %`, "moved by": during.shift };
}

/** Runs a step and waits for the rest of a frame's time. */
async function paced(step) {
	const started = performance.now();
	await step();
	const left = STEP - (performance.now() - started);
	if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

function hold(size, name, best, limits) {
	for (const [what, most] of Object.entries(limits))
		if (what in best && best[what] > most)
			failures.push(`${size} ${name}: ${what} ${best[what].toFixed(0)} ms, at most ${most}`);
}

function rounded(result) {
	return Object.fromEntries(Object.entries(result).map(([key, value]) => [key, Math.round(value)]));
}
