import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { accessible, open, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

const histogram = (page: Page) => page.getByRole("region", { name: "Contacts over time" });

/** Draws over part of the histogram, from and to a share of its width. */
async function brush(page: Page, from: number, to: number): Promise<void> {
	const box = await page.locator(".brush").boundingBox();
	if (!box) throw new Error("there is no histogram");
	const y = box.y + box.height / 2;
	await page.mouse.move(box.x + from * box.width, y);
	await page.mouse.down();
	await page.mouse.move(box.x + ((from + to) / 2) * box.width, y);
	await page.mouse.move(box.x + to * box.width, y);
	await page.mouse.up();
}

test("the histogram says what it shows, and what it cannot", async () => {
	const { page, complaints } = await open(dossier);
	await settled(page, 4);
	const h = histogram(page);
	await h.getByText(/\d contacts from .* to .*7 undated/).waitFor();
	await h.getByText("7 undated.").last().waitFor();
	const drawn = await h.locator("canvas").evaluate((c) => {
		const { data } = (c as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, 2000, 200) ?? { data: [] };
		return data.some((v) => v > 0);
	});
	expect(drawn).toBe(true);
	expect(complaints).toEqual([]);
});

test("brushing narrows graph and lists, keeps its place, and can be undone", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await histogram(page).locator("canvas").waitFor();
	const before = await histogram(page).locator("p").first().textContent();
	await brush(page, 0.25, 0.35);
	await settled(page, 4);
	const { filter } = (await view(page)).drawing;
	expect(filter.since).toMatch(/^2016-\d\d-\d\d$/);
	expect(filter.until > filter.since).toBe(true);
	expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe(filter.since);
	expect(await page.locator(".brush-in").count()).toBe(1);
	expect(await histogram(page).locator("p").first().textContent()).toBe(before);
	await page.getByRole("tab", { name: "Timeline" }).click();
	const said = await page.getByText(/messages? (and|or) events?\. Under the filter in force\./).textContent();
	expect(Number.parseInt(said ?? "", 10)).toBeLessThan(22);

	await page.getByRole("button", { name: "Undo" }).click();
	await settled(page, 4);
	expect((await view(page)).drawing.filter).toMatchObject({ since: "", until: "" });
	expect(await page.locator(".brush-in").count()).toBe(0);
});

test("the same by keyboard, with date fields and a button for all time", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	const since = page.getByLabel("From", { exact: true });
	await since.fill("2016-10-01");
	await since.press("Enter");
	const until = page.getByRole("group", { name: "Period" }).getByLabel("Until", { exact: true });
	await until.fill("2016-12-31");
	await until.press("Enter");
	await settled(page, 1);
	expect((await view(page)).drawing.filter).toMatchObject({ since: "2016-10-01", until: "2016-12-31" });
	await page.getByRole("button", { name: "All time" }).click();
	await settled(page, 1);
	expect((await view(page)).drawing.filter).toMatchObject({ since: "", until: "" });
});

test("events are marked, told and opened, from one to the next by arrow keys", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	const marks = page.getByRole("toolbar", { name: "Events" });
	const election = marks.getByRole("button", { name: "The presidential election of 2016, November 2016" });
	await election.focus();
	await marks.getByText("The presidential election of 2016, November 2016").waitFor();
	await page.keyboard.press("ArrowRight");
	expect(await election.evaluate((e) => e === document.activeElement)).toBe(false);
	await page.keyboard.press("ArrowLeft");
	expect(await election.evaluate((e) => e === document.activeElement)).toBe(true);
	await page.keyboard.press("Enter");
	await page
		.getByRole("complementary")
		.getByRole("heading", { name: /presidential election/ })
		.waitFor();
	await accessible(page);
});

test("of marks that overlap, the pointer opens the nearest", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	const marks = page.getByRole("toolbar", { name: "Events" }).getByRole("button");
	await marks.first().waitFor();
	for (const mark of await marks.all()) {
		const box = await mark.boundingBox();
		if (!box) throw new Error("a mark is not shown");
		await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
		const name = (await mark.getAttribute("aria-label")) ?? "";
		const heading = page.getByRole("complementary").getByRole("heading", { level: 2 });
		await page.waitForFunction(
			(name) => name.startsWith(document.querySelector("aside h2")?.textContent ?? "?"),
			name,
		);
		expect(name).toContain(await heading.textContent());
	}
});

test("the histogram is not asked for again when the camera moves", async () => {
	const asked: string[] = [];
	const { page } = await open(dossier, {
		before: async (page) => {
			page.on("request", (r) => {
				if (r.url().includes("/histogram")) asked.push(r.url());
			});
		},
	});
	await settled(page, 4);
	await histogram(page).locator("canvas").waitFor();
	await page.waitForLoadState("networkidle");
	const before = asked.length;
	await page.getByRole("button", { name: "Zoom in" }).click();
	await page.keyboard.press("0");
	await page.waitForLoadState("networkidle");
	expect(asked.length).toBe(before);
	expect(asked.every((url) => !/since|until/.test(url))).toBe(true);
});

test("the timeline goes by month, and what nobody dates stands apart", async () => {
	const { page, complaints } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("tab", { name: "Timeline" }).click();
	const panel = page.getByRole("tabpanel");
	await panel.getByText("22 messages and events.").waitFor();
	const headings = await panel.getByRole("heading", { level: 3 }).allTextContents();
	expect(headings.slice(0, 3)).toEqual(["summer 2016", "October 2016", "November 2016"]);
	expect(headings.at(-1)).toBe("Undated");
	const undated = panel.getByRole("list").last();
	expect(await undated.getByRole("listitem").count()).toBe(14);
	await undated.getByRole("button", { name: /Donald Trump takes office/ }).click();
	await page.getByRole("complementary").getByText("between 120 days and 245 days").waitFor();
	await accessible(page);
	expect(complaints).toEqual([]);
});

test("the histogram is asked for once", async () => {
	const asked: string[] = [];
	const { page } = await open(dossier, {
		before: async (p) => p.on("request", (r) => asked.push(new URL(r.url()).pathname)),
	});
	await settled(page, 4);
	await page.getByRole("region", { name: "Contacts over time" }).getByText("undated").first().waitFor();
	expect(asked.filter((path) => path.endsWith("/histogram"))).toHaveLength(1);
});
