import { expect, inject, test } from "vitest";
import { accessible, type Opened, open, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

async function panel(name: "Paths" | "Reach", address = dossier): Promise<Opened> {
	const o = await open(address);
	await settled(o.page, 4);
	await o.page.getByRole("tab", { name }).click();
	return o;
}

/** Chooses an actor in a field by keyboard. */
async function fill(o: Opened, label: string, text: string): Promise<void> {
	await write(o, label, text);
	await o.page.getByRole("listbox").getByRole("option").first().waitFor();
	await o.page.keyboard.press("ArrowDown");
	await o.page.keyboard.press("Enter");
}

async function write({ page }: Opened, label: string, text: string): Promise<void> {
	await page.getByRole("tabpanel").getByRole("combobox", { name: label, exact: true }).focus();
	await page.keyboard.type(text);
}

const answer = (o: Opened) => o.page.getByRole("region", { name: "The path read out" });

/** Asks for the path of the dossier from WikiLeaks to the committees. */
async function askPath(o: Opened, objective = "Earliest arrival"): Promise<void> {
	await fill(o, "From", "wikileaks");
	await fill(o, "To", "committees");
	await o.page.getByRole("radio", { name: objective }).check();
	await o.page.getByRole("button", { name: "Find paths" }).click();
}

test("a path is drawn and read out as a sentence with a message per hop", async () => {
	const o = await panel("Paths");
	await askPath(o);
	await answer(o)
		.getByText(
			/^At a time that nobody gives, WikiLeaks wrote to Donald Trump Jr\. about .+; at a time that nobody gives, Donald Trump Jr\. handed documents to Committees of Congress about .+\.$/,
		)
		.waitFor();
	await answer(o).getByText("possible", { exact: true }).waitFor();
	await answer(o)
		.getByText("The dates do not say whether Donald Trump Jr. had heard before passing it on.")
		.waitFor();
	const hops = answer(o).getByRole("list", { name: "Hops" }).getByRole("listitem");
	expect(await hops.count()).toBe(2);
	await hops.first().getByText("vg").waitFor();
	const { asked, panel: shown } = await view(o.page);
	expect(shown).toBe("paths");
	expect(asked.paths).toMatchObject({
		from: ["wikileaks"],
		to: ["congress-committees"],
		objective: "earliest-arrival",
	});
	await accessible(o.page);
	expect(o.complaints).toEqual([]);
});

test("a hop opens its message, and its alternatives the messages between the two", async () => {
	const o = await panel("Paths");
	await askPath(o);
	const first = answer(o).getByRole("list", { name: "Hops" }).getByRole("listitem").first();
	await first.getByRole("button", { name: /WikiLeaks wants/ }).click();
	expect((await view(o.page)).selection).toEqual({ kind: "message", id: "ask-sharing-links" });
	await first.getByRole("button", { name: "and 7 more messages" }).click();
	expect((await view(o.page)).selection).toEqual({
		kind: "pair",
		from: "wikileaks",
		to: "donald-trump-jr",
	});
});

test("an address opens the path, on a canvas that was empty", async () => {
	const o = await panel("Paths");
	await askPath(o);
	await answer(o).waitFor();
	await o.page.getByRole("tab", { name: "Explore" }).click();
	await o.page.getByRole("button", { name: "Clear the canvas" }).click();
	await o.page.getByRole("tab", { name: "Paths" }).click();
	await settled(o.page, 3);
	const { drawing } = await view(o.page);
	expect(Object.keys(drawing.nodes).sort()).toEqual([
		"actor/congress-committees",
		"actor/donald-trump-jr",
		"actor/wikileaks",
	]);
	const again = await open(dossier, { fragment: new URL(o.page.url()).hash });
	await answer(again)
		.getByText(/^At a time that nobody gives, WikiLeaks wrote/)
		.waitFor();
	await settled(again.page, 3);
	expect((await view(again.page)).drawing.nodes).toEqual(drawing.nodes);
	expect(again.complaints).toEqual([]);
});

test("a negative says what was searched and how far word got, and a button lifts what stands in the way", async () => {
	const o = await panel("Paths");
	await fill(o, "From", "wikileaks");
	await fill(o, "To", "committees");
	await o.page.getByText("More restrictions").click();
	await o.page.getByRole("checkbox", { name: "Only what is certain" }).check();
	await o.page.getByRole("button", { name: "Find paths" }).click();
	const no = o.page.getByRole("region", { name: "No path" });
	await no.getByText(/is possible, not certain/).waitFor();
	await no.getByText(/15 messages with 12 contacts were searched, from french, vg/).waitFor();
	await no.getByText("From WikiLeaks word reached 1 other.").waitFor();
	await no.getByText(/It came nearest with Donald Trump Jr\./).waitFor();
	await no.getByText(/Longest stretches without a dated message/).waitFor();
	await o.page.getByText(/No Cypher says this within a bounded time/).waitFor();
	await accessible(o.page);
	await no.getByRole("button", { name: "Also what is only possible" }).click();
	await answer(o).getByText("possible", { exact: true }).waitFor();
	expect(o.complaints).toEqual([]);
});

test("a name that may mean several offers them", async () => {
	const o = await panel("Paths");
	await write(o, "From", "trump");
	await o.page.keyboard.press("Tab"); // as it was typed
	await fill(o, "To", "committees");
	await o.page.getByRole("button", { name: "Find paths" }).click();
	await o.page.getByRole("alert").getByRole("button", { name: "Donald Trump Jr." }).click();
	await answer(o)
		.getByText(/Donald Trump Jr\. handed documents/)
		.waitFor();
	expect((await view(o.page)).asked.paths).toMatchObject({ from: ["donald-trump-jr"] });
});

test("a long question can be cancelled and asked again; a failed one is retried, and the canvas stays", async () => {
	const o = await panel("Paths");
	let turn = 0;
	await o.page.route("**/api/v1/paths?*", async (route) => {
		turn++;
		if (turn === 1) return; // never answers
		if (turn === 2)
			await route.fulfill({
				status: 503,
				contentType: "application/problem+json",
				body: JSON.stringify({ code: "unavailable", detail: "the store is away" }),
			});
		else await route.continue();
	});
	await askPath(o);
	await o.page.getByRole("tabpanel").getByRole("button", { name: "Cancel" }).click();
	await o.page.getByRole("button", { name: "Ask again" }).click();
	await o.page.getByRole("alert").getByText("the store is away").waitFor();
	await o.page.getByRole("button", { name: "Try again" }).click();
	await answer(o).waitFor();
	await settled(o.page, 4);
	expect(turn).toBe(3);
});

test("fewest contacts says so in Cypher, which opens in its editor", async () => {
	const o = await panel("Paths");
	await askPath(o, "Fewest contacts");
	await answer(o).waitFor();
	await o.page.getByRole("button", { name: "Show Cypher" }).click();
	expect((await view(o.page)).asked.cypher).toMatchObject({ query: expect.stringContaining("MATCH") });
});

test("reach is listed by time, can be stepped through, and leads to the path", async () => {
	const o = await panel("Reach");
	await fill(o, "From", "natalia");
	await o.page.getByRole("button", { name: "Find who" }).click();
	await o.page.getByText("Word from Natalia Veselnitskaya could have reached 3 others.").waitFor();
	await accessible(o.page);
	const list = o.page.getByRole("list", { name: "The reached, by time" });
	expect(await list.getByRole("listitem").count()).toBe(3);
	expect(await o.page.getByRole("slider", { name: "Time" }).getAttribute("aria-valuetext")).toMatch(
		/^3 of 3 could have been reached by/,
	);
	await list.getByRole("button", { name: "Path between here and WikiLeaks" }).click();
	await answer(o)
		.getByText(/Natalia Veselnitskaya .*Donald Trump Jr\..*WikiLeaks/)
		.waitFor();
	expect((await view(o.page)).asked.paths).toMatchObject({
		from: ["natalia-veselnitskaya"],
		to: ["wikileaks"],
		objective: "earliest-arrival",
	});
	expect(o.complaints).toEqual([]);
});

test("backwards reach tells from whom word could have come", async () => {
	const o = await panel("Reach");
	await o.page.getByRole("radio", { name: "From whom could word have come here?" }).check();
	await fill(o, "To", "committees");
	await o.page.getByRole("button", { name: "Find who" }).click();
	await o.page.getByText("Word could have come to Committees of Congress from 3 others.").waitFor();
	const list = o.page.getByRole("list", { name: "The reached, by time" });
	await list.getByRole("button", { name: "Path between here and WikiLeaks" }).click();
	await answer(o).waitFor();
	expect((await view(o.page)).asked.paths).toMatchObject({ objective: "latest-departure" });
});

test.each([
	["fr-FR", /À un moment que personne n’indique, WikiLeaks a écrit à Donald Trump Jr\./],
	["nb-NO", /På et tidspunkt som ingen oppgir skrev WikiLeaks til Donald Trump Jr\./],
])("%s on a telephone", async (language, text) => {
	const o = await panel("Paths");
	await askPath(o);
	await answer(o).waitFor();
	await view(o.page);
	const small = await open(dossier, {
		fragment: new URL(o.page.url()).hash,
		width: 390,
		height: 844,
		language,
	});
	await small.page.getByText(text).waitFor();
	await accessible(small.page);
	expect(small.complaints).toEqual([]);
});
