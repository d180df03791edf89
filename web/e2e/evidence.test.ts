import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { encode } from "../src/view/address";
import { blank } from "../src/view/view";
import { accessible, open, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

const drawer = (page: Page) => page.getByRole("complementary", { name: "What is selected" });

/** Opens the card of what the search finds first. */
async function card(page: Page, words: string): Promise<void> {
	await settled(page, 4);
	await page.getByRole("combobox", { name: /Search people/ }).fill(words);
	await page
		.getByRole("option", { name: new RegExp(words) })
		.first()
		.click();
	await drawer(page).getByRole("heading", { level: 2 }).waitFor();
}

test("an actor's card leads to the messages between two, to a message, and back", async () => {
	const { page, complaints } = await open(dossier);
	await card(page, "Donald Trump Jr.");
	const d = drawer(page);
	await d.getByRole("heading", { name: "Donald Trump Jr." }).waitFor();
	await d.getByText("Trump Jr., le fils Trump").waitFor();
	await d.getByText("summer 2016").first().waitFor();
	await d.getByText("Donald Trump Jr. replied on several occasions.").waitFor();
	await accessible(page);

	await d.getByRole("button", { name: /^WikiLeaks 8/ }).click();
	await d.getByText("Messages between two").waitFor();
	expect((await view(page)).selection).toEqual({ kind: "pair", from: "wikileaks", to: "donald-trump-jr" });
	const there = d.getByRole("button", { name: "WikiLeaks → Donald Trump Jr." });
	expect(await there.textContent()).toContain("8");
	expect(await d.getByRole("list").last().getByRole("listitem").count()).toBe(8);
	await d.getByRole("button", { name: "Donald Trump Jr. → WikiLeaks" }).click();
	await d.getByRole("listitem").first().waitFor();
	expect(await d.getByRole("list").last().getByRole("listitem").count()).toBe(1);
	await there.click();

	await d.getByRole("button", { name: /asks for Donald Trump's tax papers/ }).click();
	await d.getByText("Was it answered?").waitFor();
	await d.getByRole("button", { name: "Back" }).click();
	await d.getByText("Messages between two").waitFor();
	await d.getByRole("button", { name: "Back" }).click();
	await d.getByText("Contacts received").waitFor();
	expect(await d.getByRole("button", { name: "Back" }).count()).toBe(0);
	await d.getByRole("button", { name: "Close" }).click();
	await d.waitFor({ state: "detached" });
	expect(complaints).toEqual([]);
});

test("a message says how vague its time is, who says so, and can be cited", async () => {
	const { page, complaints } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("tab", { name: "Timeline" }).click();
	await page.getByRole("button", { name: /tax papers to be made known/ }).click();
	const d = drawer(page);
	await d.getByText("October 2016", { exact: true }).waitFor();
	await d.getByText("Not before").waitFor();
	await d.getByText(/may be when WikiLeaks asked/).waitFor();
	await d.getByText("No: a source says so.").waitFor();
	await d.getByText("Another source says otherwise.").first().waitFor();
	await d.getByRole("button", { name: "Copy citation" }).last().click();
	await d.getByText("The citation is copied.").waitFor();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toContain("WikiLeaks → Donald Trump Jr., October 2016: ");
	expect(copied).toContain("(VG, November 2017), paragraph 8, stated. [ask-tax-papers]");
	await accessible(page);

	await page.getByRole("button", { name: /represent Australia in Washington/ }).click();
	await d.getByText("open: nobody gives an end").waitFor();
	await d.getByText("alleged").first().waitFor();
	await d.getByRole("button", { name: "Show Cypher" }).click();
	expect((await view(page)).panel).toBe("cypher");
	expect(complaints).toEqual([]);
});

test("what came before and after is told with the distance, and leads there", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.getByRole("tab", { name: "Timeline" }).click();
	await page.getByRole("button", { name: /proposes that he pass it the e-mails/ }).click();
	const d = drawer(page);
	await d.getByText("between 1 hour and 1 day").waitFor();
	await d
		.getByRole("button", { name: /publishes the e-mails about the meeting himself/ })
		.first()
		.click();
	await d.getByText("No recipient").waitFor();
	await d.getByRole("button", { name: "Back" }).waitFor();
});

test("the HTML of a message is shown as text", async () => {
	const evil = `<img src=x onerror="document.title='run'"><b>bold</b>`;
	const { page, complaints } = await open(dossier, {
		before: (page) =>
			page.route("**/api/v1/messages/ask-tax-papers", async (route) => {
				const response = await route.fetch();
				const message = await response.json();
				await route.fulfill({
					response,
					json: { ...message, subject: evil, summary: evil, body: `${evil}\n  two` },
				});
			}),
	});
	await settled(page, 4);
	await page.getByRole("tab", { name: "Timeline" }).click();
	await page.getByRole("button", { name: /tax papers to be made known/ }).click();
	const d = drawer(page);
	await d.getByRole("heading", { name: evil }).waitFor();
	expect(await d.locator("img, b").count()).toBe(0);
	const body = d.getByText(/two$/);
	expect(await body.textContent()).toBe(`${evil}\n  two`);
	expect(await body.evaluate((e) => getComputedStyle(e).whiteSpace)).toBe("pre-wrap");
	expect(await page.title()).not.toBe("run");
	expect(complaints).toEqual([]);
});

test("the drawer asked for by keyboard has the focus on its heading, and Escape closes it", async () => {
	const { page } = await open(dossier);
	await settled(page, 4);
	await page.keyboard.press("Alt+4");
	await page.getByRole("button", { name: /tax papers to be made known/ }).focus();
	await page.keyboard.press("Enter");
	await page.waitForFunction(() => document.activeElement?.matches("aside h2"));
	await page.keyboard.press("Escape");
	await drawer(page).waitFor({ state: "detached" });
});

test("a card begins the questions about paths and reach", async () => {
	const { page } = await open(dossier);
	await card(page, "WikiLeaks");
	await drawer(page).getByRole("button", { name: "Paths to here" }).click();
	let v = await view(page);
	expect(v.panel).toBe("paths");
	expect(v.asked.paths).toMatchObject({ to: ["wikileaks"] });
	await drawer(page).getByRole("button", { name: "Reach" }).click();
	v = await view(page);
	expect(v.panel).toBe("reach");
	expect(v.asked.reach).toMatchObject({ from: ["wikileaks"] });
});

test("topics and events have cards, with their messages and sources", async () => {
	const { page, complaints } = await open(dossier);
	await card(page, "tax papers");
	const d = drawer(page);
	await d.getByRole("heading", { name: "Donald Trump's tax return and tax papers" }).waitFor();
	await d.getByText("Who writes or reads about it").waitFor();
	await d.getByRole("button", { name: /asks for Donald Trump's tax papers/ }).waitFor();
	await page.getByRole("tab", { name: "Timeline" }).click();
	await page
		.getByRole("tabpanel")
		.getByRole("button", { name: /presidential election of 2016/ })
		.click();
	await d.getByText(/dates the end of the campaign to November/).waitFor();
	await d.getByText("VG · November 2017 · paragraph 11").waitFor();
	await accessible(page);
	expect(complaints).toEqual([]);
});

test("a card that cannot be read says so at the place, and can be asked again", async () => {
	let broken = true;
	const { page } = await open(dossier, {
		before: (page) =>
			page.route("**/api/v1/actors/wikileaks", (route) => (broken ? route.abort() : route.continue())),
	});
	await card(page, "WikiLeaks");
	const nodes = await page.locator(".canvas").getAttribute("data-nodes");
	const alert = drawer(page).getByRole("alert");
	await alert.waitFor();
	broken = false;
	await alert.getByRole("button", { name: "Try again" }).click();
	await drawer(page).getByText("Contacts sent").waitFor();
	expect(await page.locator(".canvas").getAttribute("data-nodes")).toBe(nodes);
});

test("on a narrow screen the drawer is a sheet within it", async () => {
	const { page } = await open(dossier, { width: 390, height: 844 });
	await card(page, "WikiLeaks");
	await drawer(page).getByText("Hears most from").waitFor();
	const box = await drawer(page).boundingBox();
	expect(box?.x).toBe(0);
	expect(box?.width).toBe(390);
	expect(box?.height).toBeGreaterThan(300);
	await accessible(page);
});

test("the messages between two are read from the newest, page by page", async () => {
	const asked: string[] = [];
	const selection = { kind: "pair", from: "wikileaks", to: "donald-trump-jr" } as const;
	const { page } = await open(dossier, {
		fragment: `#${encode({ ...blank, selection })}`,
		before: async (p) => {
			p.on("request", (r) => asked.push(r.url()));
			// Pages of three, to see them join up.
			await p.route(/\/contacts\?/, (route) =>
				route.continue({ url: route.request().url().replace("limit=50", "limit=3") }),
			);
		},
	});
	const drawer = page.getByRole("complementary");
	const rows = drawer.locator(".items .item");
	await rows.first().waitFor();
	await drawer.getByRole("combobox", { name: "Order" }).selectOption("newest");
	await drawer.getByText("Jul 11, 2017").or(drawer.getByText("11 Jul 2017")).first().waitFor();
	for (const n of [5, 7]) {
		await drawer.getByRole("button", { name: "Show more" }).click();
		await rows.nth(n).waitFor();
	}
	expect(asked.some((url) => url.includes("order=newest"))).toBe(true);
	expect(asked.some((url) => url.includes("limit=10000"))).toBe(false);
	const shown = await rows.allTextContents();
	expect(shown).toHaveLength(8);
	expect(new Set(shown).size).toBe(8);
	expect(shown.at(-1)).toContain("at a time that nobody gives");
});

test("a no and an error are said in the language of the page", async () => {
	const selection = { kind: "pair", from: "reuters", to: "wikileaks" } as const;
	const fragment = `#${encode({ ...blank, selection })}`;
	const french = await open(dossier, { fragment, language: "fr-FR" });
	const drawer = french.page.getByRole("complementary");
	await drawer.getByText("Aucun contact de ce genre n’est consigné dans ce qui a été parcouru.").waitFor();
	await drawer.getByText("messages ont été parcourus").waitFor();
	const asked = { paths: { from: ["niemand"], to: ["wikileaks"], objective: "earliest-arrival" } };
	const norwegian = await open(dossier, {
		fragment: `#${encode({ ...blank, panel: "paths", asked })}`,
		language: "nb-NO",
	});
	await norwegian.page.getByText("ingen er kjent som «niemand»").waitFor();
});
