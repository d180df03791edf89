import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { accessible, type Opened, open, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

/** A test with a null model that the dossier has just enough data for. */
const order = `id: asked-before-answered
statement: WikiLeaks tends to write before Donald Trump Jr. does
test: order
a: {from: wikileaks}
b: {from: donald-trump-jr}
null: shuffled-timestamps
why: It keeps how many there are of either.
direction: greater
permutations: 199
seed: 3
`;

async function tests({ page }: Opened): Promise<void> {
	await page.getByRole("tab", { name: "Hypotheses" }).click();
	await page.getByRole("region", { name: "Examples" }).waitFor();
}

async function write(page: Page, text: string): Promise<void> {
	await page.getByRole("button", { name: "Write your own" }).click();
	await page.getByRole("textbox", { name: "Hypothesis, as YAML or JSON" }).click();
	await page.keyboard.press("Control+a");
	await page.keyboard.insertText(text);
}

const run = (page: Page) => page.getByRole("button", { name: "Run the test" }).click();
const finding = (page: Page) => page.getByRole("article");

/** What the browser says of answers that are refusals by design. */
const beside = (complaints: string[]) => complaints.filter((c) => !c.includes("Failed to load resource"));

test("an example is run and read, with the messages behind it and its query", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await page.getByRole("button", { name: /Donald Trump posted something/ }).click();
	await run(page);
	await finding(page).getByText("Holds", { exact: true }).waitFor();
	await finding(page).getByText("Donald Trump, at a time that nobody gives").waitFor();
	await finding(page)
		.getByText(/^VG ¶6$/)
		.waitFor();
	await finding(page)
		.getByRole("button", { name: /sends a link to its own tool/ })
		.click();
	await page.getByRole("complementary").waitFor();
	expect((await view(page)).selection).toEqual({ kind: "message", id: "send-search-link" });
	await finding(page).getByRole("button", { name: "Show Cypher" }).click();
	await page.getByRole("textbox", { name: "Query" }).getByText("later.at_most").waitFor();
	expect(await page.getByRole("textbox", { name: "Parameters" }).textContent()).toBe('{"seconds":900}');
	await page.getByRole("tab", { name: "Hypotheses" }).click();
	await finding(page).waitFor(); // is there still
	expect(o.complaints).toEqual([]);
});

test("a test against chance shows what chance gave, and how sure that makes one", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await write(page, order);
	await run(page);
	await finding(page)
		.getByText(
			"Tested: whether a contact from wikileaks tends to come before a contact from donald-trump-jr.",
		)
		.waitFor();
	const plot = finding(page).getByRole("img", { name: /Chance gives .* observed was/ });
	await plot.waitFor();
	expect(await inked(plot.locator("canvas"))).toBeGreaterThan(500);
	for (const text of [
		"Chance gives",
		"mean ± standard deviation of 199 permutations",
		"one-sided: greater than chance",
	])
		await finding(page).getByText(text, { exact: true }).waitFor();
	await finding(page)
		.getByText(/Vague times read at their latest instead give/)
		.waitFor();
	expect(await finding(page).locator("code").textContent()).toMatch(/^[0-9a-f]{64}$/);
	await page.getByRole("button", { name: "What does it hang on?" }).click();
	const sensitivity = page.getByRole("region", { name: "Without each part in turn" }).first();
	await sensitivity
		.getByRole("rowheader", { name: /^Source: / })
		.first()
		.waitFor();
	expect(o.complaints).toEqual([]);
});

/** How many pixels of a canvas are neither empty nor white. */
const inked = (canvas: ReturnType<Page["locator"]>): Promise<number> =>
	canvas.evaluate((c) => {
		const { width, height } = c as HTMLCanvasElement;
		const { data } = (c as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height) ?? {
			data: [],
		};
		let count = 0;
		for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) count++;
		return count;
	});

test("too little data is said, with the reason", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await write(
		page,
		order.replace("a: {from: wikileaks}", "a: {from: natalia-veselnitskaya, about: nothing-at-all}"),
	);
	await run(page);
	await finding(page).or(page.getByRole("alert")).first().waitFor();
	await finding(page).getByText("Not enough data", { exact: true }).waitFor();
	await finding(page).getByText("There is not enough data, so there is no p-value:").waitFor();
	expect(await finding(page).getByText("p", { exact: true }).count()).toBe(0);
});

test("each mistake in a file is marked at its line and column", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await write(page, "id: x\nstatement: y\ntest: foo\nbad: 1\n");
	await run(page);
	await page
		.getByRole("alert")
		.getByText(/has 2 mistakes/)
		.waitFor();
	expect(await page.locator(".cm-lintRange-error").allTextContents()).toEqual(["foo", "bad"]);
	expect(beside(o.complaints)).toEqual([]);
});

test("several run together have their p-values corrected, and what fails is named", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await page.getByRole("checkbox", { name: /WikiLeaks wrote to Donald Trump Jr/ }).check();
	await page.getByRole("checkbox", { name: /WikiLeaks wrote to Donald Trump himself/ }).check();
	await page.getByRole("button", { name: "Run those marked (2) together" }).click();
	const table = page.getByRole("table");
	await table.getByRole("columnheader", { name: "Holm" }).waitFor();
	await table.getByRole("row", { name: /Donald Trump Jr.*Holds/ }).waitFor();
	await table.getByRole("row", { name: /himself.*Does not hold/ }).waitFor();
	await table.getByRole("button", { name: /Donald Trump Jr/ }).click();
	await finding(page).getByText("To run it again").waitFor();
	expect(o.complaints).toEqual([]);
});

test("a bundle is carried away and verified; one that was changed is found out", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await write(page, order);
	await run(page);
	const coming = page.waitForEvent("download");
	await finding(page).getByRole("button", { name: "Download as a bundle" }).click();
	const download = await coming;
	expect(download.suggestedFilename()).toBe("asked-before-answered.json");
	const path = await download.path();
	const drop = page.getByLabel(/Drop a bundle here/);
	await drop.setInputFiles(path);
	await page.getByText("Everything comes out the same.").waitFor();
	const bundle = JSON.parse(await readFile(path, "utf8"));
	bundle.result.p.value = 0.0001;
	await writeFile(path, JSON.stringify(bundle));
	await drop.setInputFiles(path);
	await page.getByText("Something comes out differently.").waitFor();
	await page.getByRole("row", { name: /p\.value.*0\.0001/ }).waitFor();
	expect(o.complaints).toEqual([]);
});

async function matrix({ page }: Opened): Promise<void> {
	await page.getByRole("tab", { name: "Hypotheses" }).click();
	await page.getByRole("button", { name: "Competing hypotheses" }).click();
	await page.getByRole("button", { name: /Why did Donald Trump share/ }).click();
	await page.getByRole("region", { name: "Matrix of hypotheses and evidence" }).waitFor();
}

test("a matrix has hypotheses in rows and evidence in columns, and its cells open", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await matrix(o);
	const table = page.getByRole("table");
	expect(await table.getByRole("columnheader").count()).toBe(7);
	const row = table.getByRole("row", { name: /Someone else pointed him to it/ }).first();
	await row.getByText("leads").waitFor();
	await row.getByRole("button", { name: /^neutral: “The post came/ }).click();
	const cell = page.getByRole("dialog");
	for (const text of [
		"First reader",
		"Second reader",
		"Another way round to the same minute would be a strange chance",
	])
		await cell.getByText(text).waitFor();
	await cell.getByText(/The ratings lie 1 steps? apart/).waitFor();
	await cell.getByText("By rule:").waitFor();
	await page.keyboard.press("Escape");
	await cell.waitFor({ state: "detached" });
	expect(o.complaints).toEqual([]);
});

test("a matrix that is weighed again says what moved", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await matrix(o);
	await page.getByRole("button", { name: "Weigh again" }).click();
	await page.getByText("Nothing moved.").waitFor();
	await page.getByRole("button", { name: "The file" }).click();
	const box = page.getByRole("textbox", { name: "Matrix, as YAML or JSON" });
	await box.waitFor();
	const { asked } = await view(page);
	const { matrix: text } = asked.hypotheses as { matrix: string };
	await box.click();
	await page.keyboard.press("Control+a");
	await page.keyboard.insertText(
		text.replace(
			"evidence: the-message-asks-for-it, rule: [{rating: N}]",
			"evidence: the-message-asks-for-it, rule: [{rating: II}]",
		),
	);
	await page.getByRole("button", { name: "Weigh again" }).click();
	await page.getByText("1 rating moved.").waitFor();
	await page.getByText(/^Now leads: He shared it because/).waitFor();
	expect(o.complaints).toEqual([]);
});

test("a finding is printed alone, and all of it", async () => {
	const o = await open(dossier);
	const { page } = o;
	await settled(page, 4);
	await tests(o);
	await write(page, order);
	await run(page);
	await finding(page).waitFor();
	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
	const printing = (event: string) =>
		page.evaluate((name) => {
			dispatchEvent(new Event(name));
			return document.documentElement.dataset.theme;
		}, event);
	expect(await printing("beforeprint")).toBe("light"); // paper is white
	expect(await printing("afterprint")).toBe("dark");
	expect(await page.getByRole("tab").first().isVisible()).toBe(false);
	expect(await page.getByRole("button", { name: "Run the test" }).isVisible()).toBe(false);
	expect(await finding(page).isVisible()).toBe(true);
	const hidden = await finding(page).evaluate((e) => {
		const box = e.getBoundingClientRect();
		return box.height - (document.scrollingElement?.scrollHeight ?? 0);
	});
	expect(hidden).toBeLessThanOrEqual(0);
});

test.each([
	["light", "en-GB", 1440, 900],
	["dark", "nb-NO", 390, 844],
] as const)(
	"findings and matrices hold to WCAG 2.2 AA: %s, %s, %d by %d",
	async (theme, language, width, height) => {
		const { page } = await open(dossier, { language, width, height });
		await page.emulateMedia({ colorScheme: theme });
		await settled(page, 4);
		await page.locator("#tab-hypotheses").click();
		await page.getByRole("button", { name: /Donald Trump posted something/ }).click();
		await page.getByRole("button", { name: /Run the test|Kjør testen/ }).click();
		await finding(page).waitFor();
		await accessible(page);
		await page.getByRole("button", { name: /Competing|Konkurrerende/ }).click();
		await page.getByRole("button", { name: /Why did Donald Trump share/ }).click();
		await page.getByRole("table").waitFor();
		await accessible(page);
		await page.getByRole("table").getByRole("button").first().click();
		await page.getByRole("dialog").waitFor();
		await accessible(page);
	},
);
