import { expect, inject, test } from "vitest";
import { accessible, open, pixel, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

test.each([
	["light", "en-GB", 1440, 900],
	["dark", "fr-FR", 1440, 900],
	["light", "nb-NO", 390, 844],
	["dark", "en-GB", 390, 844],
] as const)("every panel holds to WCAG 2.2 AA: %s, %s, %d by %d", async (theme, language, width, height) => {
	const { page, complaints } = await open(dossier, { language, width, height });
	await page.emulateMedia({ colorScheme: theme });
	await settled(page, 4);
	await accessible(page);
	for (const tab of await page.getByRole("tab").all()) {
		await tab.click();
		await page.waitForTimeout(600);
		await accessible(page);
	}
	expect(complaints).toEqual([]);
});

test("the three languages can be chosen, and the choice lasts", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("combobox", { name: "Language" }).selectOption("fr");
	await page.getByRole("tab", { name: "Chronologie" }).waitFor();
	expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr");
	await page.reload();
	await page.getByRole("tab", { name: "Chronologie" }).waitFor();
	await page.getByRole("combobox", { name: "Langue" }).selectOption("nb");
	await page.getByRole("tab", { name: "Tidslinje" }).waitFor();
});

test("the help sheet lists the keys, and closes by Escape", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.keyboard.press("?");
	const dialog = page.getByRole("dialog", { name: "Help" });
	await dialog.getByText("Expand what is selected").waitFor();
	await accessible(page);
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
});

test("the help sheet stands in the middle of the page, whichever panel was open before", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("tab", { name: "Hypotheses" }).click();
	await page.getByText("About the data of dossier").waitFor();
	await page.getByRole("tab", { name: "Hypotheses" }).press("?");
	const box = await page.getByRole("dialog", { name: "Help" }).boundingBox();
	if (!box) throw new Error("the help sheet is not shown");
	expect(box.y).toBeGreaterThan(0);
	expect(box.y + box.height).toBeLessThan(900);
	expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
});

test("on a telephone all is at hand: eight panels, two rows at the top, a tap for a card, a pinch to come closer", async () => {
	const { page, complaints } = await open(dossier, { width: 390, height: 844, telephone: true });
	await settled(page, 4);
	for (const tab of await page.getByRole("tab").all()) {
		const box = await tab.boundingBox();
		expect(box && box.x >= 0 && box.x + box.width <= 390, String(await tab.textContent())).toBe(true);
	}
	const top = await page.getByRole("banner").boundingBox();
	expect(top?.height).toBeLessThan(100);
	await page.getByRole("tab", { name: "Reach" }).tap(); // from now on the address holds the view
	const tap = async (key: string) => {
		const at = await pixel(page, key);
		await page.touchscreen.tap(at.x, at.y);
	};
	await tap("actor/reuters");
	const drawer = page.getByRole("complementary");
	await drawer.getByRole("heading", { name: "Reuters" }).waitFor();
	await drawer.getByRole("button", { name: "Close" }).tap();
	await drawer.waitFor({ state: "detached" });
	const canvas = await page.locator(".canvas-picture").boundingBox();
	if (!canvas) throw new Error("there is no canvas");
	const before = (await view(page)).camera;
	const touches = await page.context().newCDPSession(page);
	const pinch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) =>
		touches.send("Input.dispatchTouchEvent", {
			type,
			touchPoints:
				type === "touchEnd"
					? []
					: [-1, 1].map((side, id) => ({
							x: canvas.x + canvas.width / 2 + (side * apart) / 2,
							y: canvas.y + 30,
							id,
						})),
		});
	await pinch("touchStart", 60);
	for (const apart of [80, 100, 120]) await pinch("touchMove", apart);
	await pinch("touchEnd", 0);
	await expect.poll(async () => (await view(page)).camera?.ratio).toBeLessThan((before?.ratio ?? 0) * 0.7);
	expect(complaints).toEqual([]);
});

test("panels are reached by arrow keys and by Alt and a number", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("tab", { name: "Explore" }).focus();
	await page.keyboard.press("ArrowDown");
	expect(await page.getByRole("tab", { selected: true }).textContent()).toBe("Paths");
	await page.keyboard.press("Alt+4");
	expect(await page.getByRole("tab", { selected: true }).textContent()).toBe("Timeline");
});

test("the canvas has tables that say the same", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("button", { name: "As tables" }).click();
	const tables = page.getByRole("region", { name: "As tables" });
	await tables.getByRole("cell", { name: "WikiLeaks", exact: true }).first().waitFor();
	const nodes = Number(await page.locator(".canvas").getAttribute("data-nodes"));
	expect(await tables.getByRole("table").first().getByRole("row").count()).toBe(nodes + 1);
	await accessible(page);
});

test("JavaScript of the first view is under 200 KB gzipped, and no other host is asked", async () => {
	let bytes = 0;
	const { page, complaints } = await open(dossier, {
		before: async (p) => {
			p.on("response", async (r) => {
				if (/\.js$/.test(new URL(r.url()).pathname))
					bytes += Number(r.headers()["content-length"] ?? Infinity);
			});
		},
	});
	await settled(page, 4);
	await page.waitForTimeout(1000);
	expect(bytes).toBeGreaterThan(50_000);
	expect(bytes).toBeLessThan(200_000);
	expect(complaints).toEqual([]);
});
