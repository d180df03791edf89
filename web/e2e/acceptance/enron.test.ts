import { readFile } from "node:fs/promises";
import { expect, inject, test } from "vitest";
import { accessible, type Opened, open, pixel, settled, view, withBrowser } from "../browser";

withBrowser();
const enron = inject("enron");

async function opened(): Promise<Opened> {
	const o = await open(enron);
	await settled(o.page, 150);
	return o;
}

async function find({ page }: Opened, text: string): Promise<void> {
	await page.keyboard.press("/");
	await page.keyboard.type(text);
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
}

test("1 and 2: a hub that is searched lands on the canvas, and expands to its strongest neighbours", async () => {
	const o = await opened();
	const { page } = o;
	await page.getByRole("button", { name: "Clear the canvas" }).click();
	await find(o, "tana");
	await settled(page, 1);
	await page.keyboard.press("Escape");
	const [hub = ""] = Object.keys((await view(page)).drawing.nodes);
	const at = await pixel(page, hub);
	await page.mouse.dblclick(at.x, at.y);
	await settled(page, 31);
	expect(await page.locator(".canvas").getAttribute("data-nodes")).toBe("31");
	await page.getByText(/weaker neighbours? of .* (is|are) left out/).waitFor();
	expect(o.complaints).toEqual([]);
});

test("3: the messages of a line are read as evidence, with their source", async () => {
	const { page, complaints } = await opened();
	await page.getByRole("button", { name: /^What did/ }).click();
	const drawer = page.getByRole("complementary");
	await drawer.getByRole("heading").first().waitFor();
	await drawer.getByRole("listitem").first().getByRole("button").first().click();
	await drawer.getByText("Where this is read").waitFor();
	expect(complaints).toEqual([]);
});

test("5: a stretch of the histogram narrows the graph", async () => {
	const { page, complaints } = await opened();
	const over = page.locator(".u-over");
	await over.waitFor();
	const box = await over.boundingBox();
	if (!box) throw new Error("no histogram");
	await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 8 });
	await page.mouse.up();
	await settled(page, 150);
	const { since, until } = (await view(page)).drawing.filter;
	expect(since < until).toBe(true);
	await page.getByRole("button", { name: "All time" }).click();
	await settled(page, 150);
	expect((await view(page)).drawing.filter.since).toBe("");
	expect(complaints).toEqual([]);
});

test("6: Cypher answers, and its answer goes to the canvas", async () => {
	const { page, complaints } = await opened();
	await page.getByRole("tab", { name: "Cypher" }).click();
	await page.getByRole("button", { name: "Who contacted whom most often?" }).click();
	await page.getByRole("button", { name: "Run", exact: true }).click();
	await page.getByRole("table").first().waitFor();
	await accessible(page);
	expect(complaints).toEqual([]);
});

test("7: a hypothesis about Enron is tested and read", async () => {
	const { page, complaints } = await opened();
	await page.getByRole("tab", { name: "Hypotheses" }).click();
	await page
		.getByText(/About the data of enron/i)
		.first()
		.waitFor();
	await accessible(page);
	expect(complaints).toEqual([]);
});

test("8: the address brings the graph back, and the picture goes out as vectors", async () => {
	const { page } = await opened();
	await page.getByRole("combobox", { name: "Show the whole graph" }).selectOption({ index: 2 });
	await settled(page, 150);
	const before = await view(page);
	await page.reload();
	await settled(page, 150);
	expect(await view(page)).toEqual(before);
	await page.getByRole("tab", { name: "Share" }).click();
	const coming = page.waitForEvent("download");
	await page.getByRole("button", { name: "SVG", exact: true }).click();
	const file = (await readFile(await (await coming).path())).toString();
	expect(file.match(/<path|<line/g)?.length).toBeGreaterThan(1000);
});

test("10: the first view and its tables are accessible", async () => {
	const { page, complaints } = await opened();
	await accessible(page);
	await page.getByRole("button", { name: "As tables" }).click();
	await accessible(page);
	expect(complaints).toEqual([]);
});
