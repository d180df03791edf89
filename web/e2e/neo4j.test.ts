import { afterAll, beforeAll, expect, test } from "vitest";
import { type Opened, open, pixel, settled, view, withBrowser } from "./browser";
import { type Service, serveNeo4j } from "./service";

// What the other files show on the embedded store holds in front of a Neo4j as well.

withBrowser();
let service: Service;
beforeAll(async () => {
	service = await serveNeo4j("dossier");
});
afterAll(() => service?.stop());

async function first(): Promise<Opened> {
	const o = await open(service.address);
	await settled(o.page, 20);
	return o;
}

test("the first picture, a card, and the neighbours of a node", async () => {
	const { page, complaints } = await first();
	await page.getByRole("button", { name: /What did WikiLeaks write to Donald Trump Jr/ }).waitFor();
	await page.getByRole("combobox", { name: /Search people/ }).fill("wikileaks");
	await page.getByRole("option", { name: /^WikiLeaks Organization/ }).waitFor();
	await page.keyboard.press("Enter");
	const drawer = page.getByRole("complementary");
	await drawer.getByRole("heading", { name: "WikiLeaks" }).waitFor();
	await drawer.getByText("Writes most to").waitFor();
	await page.getByRole("button", { name: "Clear the canvas" }).click();
	await page.keyboard.press("/");
	await page.keyboard.type("veselnits");
	await page
		.getByRole("option", { name: /Person/ })
		.first()
		.waitFor();
	await page.keyboard.press("Enter");
	await settled(page, 1);
	const at = await pixel(page, "actor/natalia-veselnitskaya");
	await page.mouse.dblclick(at.x, at.y);
	await settled(page, 2);
	expect(Object.keys((await view(page)).drawing.nodes)).toContain("actor/donald-trump-jr");
	expect(complaints).toEqual([]);
});

test("messages between two in either order, a message, and an event", async () => {
	const { page, complaints } = await first();
	await page.getByRole("button", { name: /What did WikiLeaks write/ }).click();
	const drawer = page.getByRole("complementary");
	const rows = drawer.locator(".items .item");
	await rows.nth(7).waitFor();
	const oldest = await rows.allTextContents();
	await drawer.getByRole("combobox", { name: "Order" }).selectOption("newest");
	await expect.poll(async () => (await rows.allTextContents())[0]).not.toBe(oldest[0]);
	await rows.nth(7).waitFor();
	expect((await rows.allTextContents()).sort()).toEqual(oldest.sort());
	await rows.first().click();
	await drawer.getByRole("heading", { name: "Where this is read" }).waitFor();
	await page.getByRole("combobox", { name: /Search people/ }).fill("election");
	await page.getByRole("option", { name: /Event/ }).first().click();
	await drawer.getByRole("heading", { name: "Messages that mention it" }).waitFor();
	expect(complaints).toEqual([]);
});

test("a path, and an honest no", async () => {
	const { page, complaints } = await first();
	await page.getByRole("button", { name: /Could word from/ }).click();
	await page.getByText("1 path").waitFor();
	await page.getByText(/WikiLeaks wrote to Donald Trump Jr/).waitFor();
	await page.getByRole("button", { name: "Change" }).click();
	await page.getByRole("button", { name: "Swap from and to" }).click();
	await page.getByRole("button", { name: "Find paths" }).click();
	await page.getByText("What was searched").waitFor();
	expect(complaints).toEqual([]);
});

test("the histogram narrows, and the timeline lists the same", async () => {
	const { page, complaints } = await first();
	const period = page.getByRole("region", { name: "Contacts over time" });
	await period.getByLabel("From", { exact: true }).fill("2016-10-01");
	await period.getByLabel("Until", { exact: true }).fill("2016-10-31");
	await expect.poll(async () => (await view(page)).drawing.filter.until).toContain("2016-10-31");
	await page.getByRole("tab", { name: "Timeline" }).click();
	await page.getByRole("heading", { name: "October 2016" }).waitFor();
	expect(complaints).toEqual([]);
});

test("Cypher of its own kind: the samples, a graph, and the Cypher of a panel", async () => {
	const { page, complaints } = await first();
	await page.getByRole("tab", { name: "Cypher" }).click();
	await page.getByText(/^Neo4j 5/).waitFor();
	const library = page.getByRole("region", { name: "Queries to take up" });
	const samples = await library.getByRole("listitem").allTextContents();
	expect(samples.length).toBeGreaterThan(3);
	for (const sample of samples) {
		if (!(await library.getByRole("listitem").first().isVisible()))
			await library.getByRole("button", { name: "Samples" }).click();
		await library.getByRole("button", { name: sample, exact: true }).click();
		await page.getByRole("button", { name: "Run", exact: true }).click();
		await page.getByText(/^\d+ rows?/).waitFor();
		expect(await page.getByRole("alert").count(), sample).toBe(0);
	}
	await page.getByRole("tab", { name: "Paths" }).click();
	await page.getByRole("radio", { name: /Fewest contacts/ }).check();
	for (const [field, name] of [
		["From", "WikiLeaks"],
		["To", "Donald Trump Jr."],
	] as const) {
		await page.getByRole("tabpanel").getByRole("combobox", { name: field, exact: true }).fill(name);
		await page.keyboard.press("Enter");
	}
	await page.getByRole("button", { name: "Find paths" }).click();
	await page.getByRole("tabpanel").getByRole("button", { name: "Show Cypher" }).click();
	await page.getByRole("button", { name: "Run", exact: true }).click();
	await page.getByText(/^\d+ rows?/).waitFor();
	expect(complaints).toEqual([]);
});
