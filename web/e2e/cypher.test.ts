import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { accessible, type Opened, open, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

async function editor({ page }: Opened): Promise<void> {
	const tab = page.getByRole("tab", { name: "Cypher" });
	if ((await tab.getAttribute("aria-selected")) === "false") await tab.click(); // again, it would close
	await page.getByRole("textbox", { name: "Query" }).waitFor();
}

/** Writes a query as a hand does, without what the editor closes or completes by itself. */
async function write(page: Page, query: string): Promise<void> {
	const box = page.getByRole("textbox", { name: "Query" });
	await box.click();
	await page.keyboard.press("Control+a");
	await page.keyboard.press("Delete");
	await page.keyboard.insertText(query);
	await page.keyboard.press("Escape");
}

/** Takes what is offered first. For a moment the list heeds no key, so that none is taken by accident. */
async function take(page: Page, option: string): Promise<void> {
	await page.getByRole("option", { name: option, selected: true }).waitFor();
	await page.waitForTimeout(150);
	await page.keyboard.press("Enter");
}

const rows = (page: Page) => page.getByRole("region", { name: "Rows" });

/** What the browser says of answers that are refusals by design. */
const beside = (complaints: string[]) => complaints.filter((c) => !c.includes("Failed to load resource"));

test("a query that is completed while typing runs by Ctrl+Enter, and its rows are read", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	await page.getByRole("textbox", { name: "Query" }).click();
	await page.keyboard.type("MATCH (p:Pers");
	await take(page, "Person");
	await page.keyboard.press("End");
	await page.keyboard.type(" WHERE p.na");
	await take(page, "name");
	await page.keyboard.type(" STARTS WITH $letter RETURN p, p.name AS name ORDER BY name");
	await page.keyboard.press("Escape");
	expect(await page.getByRole("textbox", { name: "Query" }).textContent()).toBe(
		"MATCH (p:Person) WHERE p.name STARTS WITH $letter RETURN p, p.name AS name ORDER BY name",
	);
	const parameters = page.getByRole("textbox", { name: "Parameters" });
	await parameters.click();
	await page.keyboard.press("Control+a");
	await page.keyboard.insertText('{"letter": ');
	await page.getByText(/Parameters are a JSON object/).waitFor();
	expect(await page.getByRole("button", { name: "Run", exact: true }).isDisabled()).toBe(true);
	await page.keyboard.insertText('"N"}');
	await page.keyboard.press("Control+Enter");
	await rows(page).getByRole("button", { name: "Natalia Veselnitskaya" }).waitFor();
	expect(await rows(page).getByRole("columnheader").allTextContents()).toEqual(["p", "name"]);
	const { asked } = await view(page);
	expect((asked.cypher as { query: string }).query).toContain("(p:Person");
	expect(o.complaints).toEqual([]);
});

test("a refusal is explained at its place, and the place is let go when the query changes", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	await write(page, "MATCH (m:Message)\nSET m.answered = 'yes'\nRETURN m");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("alert").getByText("SET writes or changes the database").waitFor();
	const mark = page.locator(".cm-lintRange-error");
	expect(await mark.textContent()).toBe("SET");
	await mark.hover();
	const tooltip = page.locator(".cm-tooltip");
	await tooltip.getByText("SET writes or changes the database").waitFor();
	expect(await tooltip.evaluate((e) => getComputedStyle(e).borderRadius)).toBe("8px");
	await write(page, "MATCH (m:Message) RETURN count(m) AS n");
	await mark.waitFor({ state: "detached" });
	expect(await page.getByRole("alert").count()).toBe(0);
	await page.keyboard.press("Control+Enter");
	await rows(page).getByRole("cell", { name: /^\d+$/ }).waitFor();
	expect(beside(o.complaints)).toEqual([]);
});

test("no style is refused by the page's policy, nor left out", async () => {
	const o = await open(dossier, {
		before: (page) =>
			page.addInitScript(() =>
				document.addEventListener("securitypolicyviolation", (e) =>
					console.error(`policy: ${e.violatedDirective} ${e.sample}`),
				),
			),
	});
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	await write(page, "MATCH (p:Person) RETURN p");
	await page.keyboard.press("Control+a"); // where Chromium would keep the look of what it replaces
	await page.keyboard.type("MATCH (p:Person) RETURN p.name");
	await page.keyboard.press("Escape");
	expect(await page.getByRole("textbox", { name: "Query" }).textContent()).toBe(
		"MATCH (p:Person) RETURN p.name",
	);
	await page.keyboard.press("Control+Shift+ArrowLeft");
	await page.keyboard.type("(");
	expect(await page.getByRole("textbox", { name: "Query" }).textContent()).toBe(
		"MATCH (p:Person) RETURN p.(name)",
	);
	const look = (selector: string) =>
		page
			.locator(selector)
			.first()
			.evaluate((e) => getComputedStyle(e).color);
	expect(await look(".cm-content")).not.toBe(await look(".cm-line span"));
	expect(
		await page
			.locator(".editor")
			.first()
			.evaluate((e) => e.shadowRoot?.adoptedStyleSheets.length),
	).toBeGreaterThan(0);
	expect(await page.locator("style").count()).toBe(0);
	expect(o.complaints).toEqual([]);
});

test("an answer's graph is shown on the canvas: messages by who sent and got them", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await page.getByRole("button", { name: "Clear the canvas" }).click();
	await editor(o);
	await write(page, "MATCH (m:Message {id: 'ask-meeting-emails'}) RETURN m");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("button", { name: "Show on the canvas" }).click();
	await settled(page, 2);
	const { drawing } = await view(page);
	expect(Object.keys(drawing.nodes).length).toBeGreaterThanOrEqual(2);
	expect(Object.keys(drawing.nodes).every((key) => key.startsWith("actor/"))).toBe(true);
	await rows(page).getByRole("button").first().click();
	await page.getByRole("complementary").waitFor();
	expect((await view(page)).selection).toEqual({ kind: "message", id: "ask-meeting-emails" });
	expect(o.complaints).toEqual([]);
});

test("rows leave as CSV, and what was left out is said", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	await write(page, "UNWIND range(1, 150) AS n RETURN n, 'a \"b\", c' AS text");
	await page.getByRole("combobox", { name: "Rows at most" }).selectOption("100");
	await page.getByRole("button", { name: "Run", exact: true }).click();
	await page.getByText("There is more than the limits admit").waitFor();
	const coming = page.waitForEvent("download");
	await page.getByRole("button", { name: "Download CSV" }).click();
	const text = await readFile(await (await coming).path(), "utf8");
	expect(text.split("\r\n")).toHaveLength(102);
	expect(text).toContain('1,"a ""b"", c"\r\n');
	await page.getByRole("button", { name: "Copy CSV" }).click();
	await page.getByText("The rows are copied.").waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("n,text");
});

test("a query that takes long is cancelled, and the answer before it stays", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	await write(page, "RETURN 'before' AS first");
	await page.keyboard.press("Control+Enter");
	await rows(page).getByText("before").waitFor();
	await write(
		page,
		"UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c WITH a, b, c WHERE (a * b + c) % 7 = 9 RETURN count(*)",
	);
	await page.keyboard.press("Control+Enter");
	const cancel = page.getByRole("button", { name: "Cancel" });
	await page.getByText(/Running for \d+ second/).waitFor();
	await page.getByRole("tab", { name: "Explore" }).click();
	await page.getByRole("tab", { name: "Cypher" }).click();
	await cancel.click();
	await page.getByRole("button", { name: "Run", exact: true }).waitFor();
	expect(await rows(page).getByText("before").count()).toBe(1);
	await write(page, "RETURN 'after' AS second");
	await page.keyboard.press("Control+Enter");
	await rows(page).getByText("after").waitFor();
});

test("queries are kept by time and by name, and outlast the page", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	await page.getByRole("button", { name: "What are the messages about?" }).click();
	await page.getByRole("button", { name: "Run", exact: true }).click();
	await rows(page).waitFor();
	await page.getByRole("button", { name: "Save …" }).click();
	await page.getByRole("textbox", { name: "Name of the query" }).fill("Topics");
	await page.keyboard.press("Enter");
	const library = page.getByRole("region", { name: "Queries to take up" });
	await library.getByRole("button", { name: "Topics", exact: true }).waitFor();
	await page.reload();
	await editor(o);
	await library.getByRole("button", { name: "History" }).click();
	await library.getByRole("button", { name: /ABOUT.*row.*ms/ }).waitFor();
	await library.getByRole("button", { name: "Saved" }).click();
	await library.getByRole("button", { name: "Rename" }).click();
	await page.getByRole("textbox", { name: "Name of the query" }).fill("Subjects");
	await page.keyboard.press("Enter");
	await write(page, "RETURN 1");
	await library.getByRole("button", { name: "Subjects", exact: true }).click();
	await page.getByRole("textbox", { name: "Query" }).getByText("ABOUT").waitFor();
	await library.getByRole("button", { name: "Saved" }).click();
	await library.getByRole("button", { name: "Delete Subjects" }).click();
	await library.getByText("Nothing is saved yet").waitFor();
});

test("every sample runs", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await editor(o);
	const samples = page.getByRole("region", { name: "Queries to take up" }).getByRole("listitem");
	const count = await samples.count();
	expect(count).toBeGreaterThan(4);
	for (let i = 0; i < count; i++) {
		if (i > 0) await page.getByRole("button", { name: "Samples" }).click();
		await samples.nth(i).getByRole("button").click();
		const answer = page.waitForResponse(/\/cypher$/);
		await page.getByRole("button", { name: "Run", exact: true }).click();
		expect((await answer).status(), `sample ${i + 1}`).toBe(200);
		await page.getByRole("button", { name: "Run", exact: true }).waitFor();
	}
	expect(o.complaints).toEqual([]);
});

test.each(["light", "dark"] as const)(
	"with an answer and a refusal it holds to WCAG 2.2 AA: %s",
	async (theme) => {
		const o = await open(dossier);
		const { page } = o;
		await page.emulateMedia({ colorScheme: theme });
		await settled(page, 4);
		await editor(o);
		await page.getByRole("button", { name: /Messages with their senders/ }).click();
		await page.getByRole("button", { name: "Run", exact: true }).click();
		await rows(page).waitFor();
		await write(page, "MATCH (m:Message {id: $x}) // a remark\nSET m.n = 5 RETURN m.subject");
		await page.keyboard.press("Control+Enter");
		await page.getByRole("alert").waitFor();
		await page.getByRole("button", { name: "History" }).click();
		await accessible(page);
		await write(page, "MATCH (m:");
		await page.keyboard.press("Control+Space");
		await page.getByRole("option", { name: "Message" }).waitFor();
		await accessible(page);
	},
);
