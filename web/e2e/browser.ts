import { existsSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { Projection } from "../src/picture/projection";
import { decode, merge } from "../src/view/address";
import { round } from "../src/view/drawing";
import { keyOf, type NodeKind, type View } from "../src/view/view";

const names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

let browser: Browser;
let contexts: BrowserContext[] = [];

/** Starts one browser for the tests of a file; what a test opened closes with it. */
export function withBrowser(): void {
	beforeAll(async () => {
		const executablePath = process.env.CHROMIUM ?? names.find((name) => existsSync(name));
		if (!executablePath)
			throw new Error("no Chromium: install the package chromium, or run scripts/setup test");
		browser = await chromium.launch({
			executablePath,
			args: [
				"--no-sandbox",
				"--disable-gpu",
				"--disable-quic",
				"--disable-background-networking",
				"--disable-component-update",
			],
		});
	});
	afterEach(async () => {
		for (const context of contexts) await context.close();
		contexts = [];
	});
	afterAll(() => browser?.close());
}

export interface Opened {
	page: Page;
	/** What the page complained of, and whom it asked beside the service. */
	complaints: string[];
}

/** Opens the view of a service, at a fragment of its address. */
export async function open(
	address: string,
	{
		fragment = "",
		width = 1440,
		height = 900,
		language = "en-GB",
		telephone = false,
		before,
	}: {
		fragment?: string;
		width?: number;
		height?: number;
		language?: string;
		/** Fingers instead of a mouse, and two pixels for each. */
		telephone?: boolean;
		before?: (page: Page) => Promise<unknown>;
	} = {},
): Promise<Opened> {
	const context = await browser.newContext({
		viewport: { width, height },
		locale: language,
		...(telephone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
		permissions: ["clipboard-read", "clipboard-write"],
		acceptDownloads: true,
	});
	contexts.push(context);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("pageerror", (e) => complaints.push(String(e)));
	page.on("console", (m) => {
		if (m.type() === "error") complaints.push(m.text());
	});
	page.on("request", (r) => {
		const url = new URL(r.url());
		if (/^http/.test(url.protocol) && url.origin !== address) complaints.push(`asks ${url.origin}`);
	});
	await before?.(page);
	await page.goto(`${address}/${fragment}`);
	return { page, complaints };
}

/** Waits until the canvas shows at least so many nodes and nothing is being asked. */
export async function settled(page: Page, nodes = 1): Promise<void> {
	const there = (n: number) => {
		const canvas = document.querySelector<HTMLElement>(".canvas");
		return canvas && Number(canvas.dataset.nodes) >= n && canvas.dataset.busy === "false";
	};
	try {
		await page.waitForFunction(there, nodes, { timeout: 20_000 });
	} catch (cause) {
		const picture = "/tmp/backchannel-unsettled.png";
		await page.screenshot({ path: picture });
		throw new Error(`fewer than ${nodes} nodes are on the canvas: see ${picture}`, { cause });
	}
}

/** The view that the address of the page holds, with all its nodes. */
export async function view(page: Page): Promise<View> {
	await page.waitForFunction(() => location.hash.startsWith("#v="));
	await page.waitForTimeout(400); // longer than the address waits for more changes
	const url = new URL(page.url());
	const read = decode(url.hash);
	if (!read) throw new Error(`no view in ${url}`);
	const { whole } = read.view.drawing;
	if (!whole) return read.view;
	const query = `limit=${whole.nodes}&edges=${whole.edges}&layout=${whole.layout}&seed=${whole.seed}&others=true`;
	const { nodes, positions } = await (await fetch(`${url.origin}/api/v1/graph?${query}`)).json();
	const places = nodes.map((n: { kind: NodeKind; id: string }, i: number) => [
		keyOf(n.kind, n.id),
		{ x: round(positions[2 * i]), y: round(positions[2 * i + 1]) },
	]);
	return merge(read, new Map(places));
}

/** The view once the camera stands still: a drawer that opens makes it fit anew. */
async function rested(page: Page): Promise<View> {
	let before = await view(page);
	for (let i = 0; i < 20; i++) {
		const now = await view(page);
		if (now.camera && JSON.stringify(now.camera) === JSON.stringify(before.camera)) return now;
		before = now;
	}
	throw new Error("the camera does not come to rest");
}

/** Where a node stands in the window. */
export async function pixel(page: Page, key: string): Promise<{ x: number; y: number }> {
	const { drawing, camera } = await rested(page);
	const box = await page.locator(".canvas-picture").boundingBox();
	const node = drawing.nodes[key];
	if (!node || !camera || !box) throw new Error(`${key} is not on the canvas`);
	const at = new Projection(camera, { width: box.width, height: box.height });
	return { x: box.x + at.x(node.x), y: box.y + at.y(node.y) };
}

/** Holds the page to WCAG 2.2 AA. */
export async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
		.analyze();
	expect(
		violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")} ${v.nodes[0]?.failureSummary}`),
	).toEqual([]);
}
