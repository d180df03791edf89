import { expect, inject, test } from "vitest";
import { encode } from "../src/view/address";
import { blank } from "../src/view/view";
import { type Opened, open, pixel, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

async function clear({ page }: Opened): Promise<void> {
	await page.getByRole("button", { name: "Clear the canvas" }).click();
	await page.waitForFunction(() => document.querySelector<HTMLElement>(".canvas")?.dataset.nodes === "0");
}

async function find({ page }: Opened, text: string, kind: string): Promise<void> {
	await page.keyboard.press("/");
	await page.keyboard.type(text);
	await page
		.getByRole("option", { name: new RegExp(kind) })
		.first()
		.waitFor();
	await page.keyboard.press("Enter");
}

test("the dossier is there at the first visit, with three questions to click", async () => {
	const o = await open(dossier);
	await settled(o.page, 4);
	const welcome = o.page.getByRole("region", { name: "Who contacted whom about what?" });
	await welcome.getByRole("button", { name: /What did WikiLeaks write to Donald Trump Jr/ }).waitFor();
	expect(await welcome.getByRole("listitem").count()).toBe(3);
	await welcome.getByRole("button", { name: /What did/ }).click();
	await o.page.getByRole("complementary").waitFor();
	expect((await view(o.page)).selection).toEqual({ kind: "pair", from: "wikileaks", to: "donald-trump-jr" });
	expect(o.complaints).toEqual([]);
});

test("an actor and a topic that are searched by keyboard alone land on the canvas", async () => {
	const o = await open(dossier);
	await settled(o.page, 4);
	await clear(o);
	await find(o, "veselnits", "Person");
	await settled(o.page, 1);
	await o.page.keyboard.press("Escape");
	await find(o, "ambassador", "Topic");
	await settled(o.page, 2);
	const { drawing, selection } = await view(o.page);
	expect(Object.keys(drawing.nodes)).toContain("actor/natalia-veselnitskaya");
	expect(Object.keys(drawing.nodes).some((key) => key.startsWith("topic/"))).toBe(true);
	expect(selection?.kind).toBe("node");
	expect(o.complaints).toEqual([]);
});

test("the only suggestion is taken after an arrow key too, and suggestions close when one goes elsewhere", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	const search = page.getByRole("combobox", { name: /Search people/ });
	const suggestion = page.locator(".suggestions").getByRole("option");
	await search.fill("nicholls");
	await expect.poll(() => suggestion.count()).toBe(1);
	await page.getByRole("button", { name: "Circle" }).click();
	await suggestion.waitFor({ state: "detached" });
	await search.fill("nicholls ");
	await suggestion.waitFor();
	await search.press("ArrowDown");
	await search.press("Enter");
	await page.getByRole("complementary").getByRole("heading", { name: "Peter Nicholls" }).waitFor();
});

test("words that messages hold narrow the graph and bring who wrote them", async () => {
	const o = await open(dossier);
	await settled(o.page, 4);
	await clear(o);
	await o.page.getByRole("combobox", { name: /Search people/ }).fill("website");
	await o.page.getByRole("option", { name: /messages? with/ }).click();
	await settled(o.page, 2);
	const { drawing } = await view(o.page);
	expect(drawing.filter.about).toBe("website");
	expect(Object.keys(drawing.nodes)).toEqual(
		expect.arrayContaining(["actor/wikileaks", "actor/donald-trump-jr"]),
	);
});

test("expanding twice and undoing twice gives the same picture, positions included", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await clear(o);
	await find(o, "wikileaks", "Organization");
	await settled(page, 1);
	await page.keyboard.press("Escape");
	const before = (await view(page)).drawing;

	const at = await pixel(page, "actor/wikileaks");
	await page.mouse.dblclick(at.x, at.y);
	await settled(page, 2);
	const once = (await view(page)).drawing;
	expect(once.nodes["actor/wikileaks"]).toEqual(before.nodes["actor/wikileaks"]);
	await page.keyboard.press("0");
	await page.waitForTimeout(600);
	const next = await pixel(page, "actor/donald-trump-jr");
	await page.mouse.dblclick(next.x, next.y);
	await page.waitForFunction(
		(n) => Number(document.querySelector<HTMLElement>(".canvas")?.dataset.nodes) > n,
		Object.keys(once.nodes).length,
	);
	await settled(page, 2);
	const twice = (await view(page)).drawing;
	for (const [key, n] of Object.entries(once.nodes)) expect(twice.nodes[key]).toEqual(n);

	await page.keyboard.press("Control+z");
	expect((await view(page)).drawing).toEqual(once);
	await page.keyboard.press("Control+z");
	expect((await view(page)).drawing).toEqual(before);
	await page.keyboard.press("Control+Shift+Z");
	await page.keyboard.press("Control+Shift+Z");
	expect((await view(page)).drawing).toEqual(twice);
	expect(o.complaints).toEqual([]);
});

test("undoing past a filter brings back what was collapsed, with all that joins it", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await clear(o);
	await find(o, "wikileaks", "Organization");
	await settled(page, 1);
	await page.getByRole("complementary").getByRole("button", { name: "Expand" }).click();
	await settled(page, 5);
	const edges = () => page.locator(".canvas").getAttribute("data-edges");
	const before = await edges();
	await page.getByRole("complementary").getByRole("button", { name: "Collapse" }).click();
	await expect.poll(edges).toBe("0");
	await page
		.getByRole("region", { name: "Contacts over time" })
		.getByLabel("From", { exact: true })
		.fill("2016-10-01");
	await expect.poll(async () => (await view(page)).drawing.filter.since).toContain("2016-10-01");
	await page.getByRole("button", { name: "Undo", exact: true }).click();
	await page.getByRole("button", { name: "Undo", exact: true }).click();
	await settled(page, 5);
	await expect.poll(edges).toBe(before);
});

test("another view is opened while the first is still being asked for, and nothing of the first comes into it", async () => {
	const drawing = { ...blank.drawing, nodes: { "actor/wikileaks": { x: 0, y: 0 } } };
	let release = () => {};
	const held = new Promise<void>((done) => {
		release = done;
	});
	const { page } = await open(dossier, {
		before: (p) =>
			p.route(/\/api\/v1\/graph\?/, async (route) => {
				await held;
				await route.continue().catch(() => {}); // it was given up
			}),
	});
	await page.getByRole("status").getByText("Asking the graph").waitFor();
	await page.evaluate(
		(hash) => {
			location.hash = hash;
		},
		encode({ ...blank, drawing }),
	);
	await settled(page, 1);
	release();
	await page.waitForTimeout(800);
	expect(Object.keys((await view(page)).drawing.nodes)).toEqual(["actor/wikileaks"]);
});

test("a node is dragged, pinned, hidden and collapsed, by mouse and by keyboard", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("button", { name: "As tables" }).click();
	await page.getByRole("button", { name: "WikiLeaks", exact: true }).click();
	await page.getByRole("button", { name: "As tables" }).click();
	const from = await pixel(page, "actor/wikileaks");
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 60, from.y - 40, { steps: 5 });
	await page.mouse.up();
	const dragged = (await view(page)).drawing.nodes["actor/wikileaks"];
	expect(dragged?.pinned).toBe(true);
	const to = await pixel(page, "actor/wikileaks");
	expect(Math.abs(to.x - from.x - 60)).toBeLessThan(2);
	expect(Math.abs(to.y - from.y + 40)).toBeLessThan(2);

	await page.keyboard.press("h");
	expect((await view(page)).drawing.nodes["actor/wikileaks"]?.hidden).toBe(true);
	await page.getByRole("button", { name: /Show 1 hidden/ }).click();
	expect((await view(page)).drawing.nodes["actor/wikileaks"]).toEqual(dragged);
	await page.keyboard.press("p");
	expect((await view(page)).drawing.nodes["actor/wikileaks"]?.pinned).toBeUndefined();
});

test("the context menu does the same", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("button", { name: "As tables" }).click();
	await page.getByRole("button", { name: "WikiLeaks", exact: true }).click();
	await page.getByRole("button", { name: "As tables" }).click();
	const at = await pixel(page, "actor/wikileaks");
	await page.mouse.click(at.x, at.y, { button: "right" });
	await page.getByRole("menuitem", { name: "Hide" }).click();
	expect((await view(page)).drawing.nodes["actor/wikileaks"]?.hidden).toBe(true);
});

test("a hub says how many neighbours it left out", async () => {
	// The service is asked for two neighbours instead of thirty: the dossier is small.
	const { page } = await open(dossier, {
		before: (p) =>
			p.route("**/neighborhood*", (route) => {
				const url = new URL(route.request().url());
				url.searchParams.set("limit", "2");
				return route.continue({ url: url.href });
			}),
	});
	await settled(page, 4);
	await page.getByRole("button", { name: "As tables" }).click();
	await page.getByRole("button", { name: "Donald Trump Jr.", exact: true }).click();
	await page.getByRole("button", { name: "As tables" }).click();
	await page.getByRole("heading", { name: "Narrow" }).click();
	await page.keyboard.press("e");
	await page.getByText(/weaker neighbours? of Donald Trump Jr. (is|are) left out/).waitFor();
});

test("layouts look the same twice", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	const arranged = async (name: string) => {
		await page.getByRole("button", { name, exact: true }).click();
		await settled(page, 4);
		return (await view(page)).drawing.nodes;
	};
	const circle = await arranged("Circle");
	const time = await arranged("Time");
	expect(time).not.toEqual(circle);
	expect(await arranged("Circle")).toEqual(circle);
	await arranged("Organization");
	await arranged("Force");
});

test("a request that fails says where, can be tried again, and keeps the canvas", async () => {
	let broken = false;
	const { page } = await open(dossier, {
		before: (p) => p.route("**/api/v1/graph", (route) => (broken ? route.abort() : route.continue())),
	});
	await settled(page, 4);
	const nodes = await page.locator(".canvas").getAttribute("data-nodes");
	broken = true;
	await page.getByRole("textbox", { name: "Since" }).fill("2017");
	await page.keyboard.press("Enter");
	const alert = page.getByRole("alert").filter({ hasText: "No connection" }).first();
	await alert.waitFor();
	expect(await page.locator(".canvas").getAttribute("data-nodes")).toBe(nodes);
	broken = false;
	await alert.getByRole("button", { name: "Try again" }).click();
	await alert.waitFor({ state: "detached" });
	await settled(page, 4);
});

test("the address brings all back after a reload", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("textbox", { name: "Until" }).fill("2017");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Circle", exact: true }).click();
	await settled(page, 4);
	await page.getByRole("tab", { name: "Share" }).click();
	await page.getByRole("textbox", { name: "Notes" }).fill("They asked twice.");
	const before = await view(page);
	await page.reload();
	await settled(page, 4);
	expect(await page.getByRole("textbox", { name: "Notes" }).inputValue()).toBe("They asked twice.");
	expect(await view(page)).toEqual(before);
});
