import { expect, inject, test } from "vitest";
import { accessible, type Opened, open, settled, view, withBrowser } from "../browser";

withBrowser();
const enron = inject("enron");

async function fill({ page }: Opened, label: string, text: string): Promise<void> {
	await page.getByRole("tabpanel").getByRole("combobox", { name: label, exact: true }).focus();
	await page.keyboard.type(text);
	await page.getByRole("listbox").getByRole("option").first().waitFor();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
}

async function panel(name: "Paths" | "Reach"): Promise<Opened> {
	const o = await open(enron);
	await settled(o.page, 100);
	await o.page.getByRole("tab", { name }).click();
	return o;
}

test("word from Skilling to Lay is read out with the times of its hops", async () => {
	const o = await panel("Paths");
	await fill(o, "From", "skilling");
	await fill(o, "To", "kenneth lay");
	await o.page.getByRole("button", { name: "Find paths" }).click();
	const reading = o.page.getByRole("region", { name: "The path read out" });
	await reading.getByText(/^On .*2000.*, Jeff Skilling wrote to .+ later .+\.$/).waitFor();
	await reading.getByText("certain", { exact: true }).waitFor();
	await reading.getByText(/^\d+ days/).waitFor();
	await accessible(o.page);
	expect(o.complaints).toEqual([]);
});

test("of several ways one is chosen, and one that is not in time says so", async () => {
	const o = await panel("Paths");
	await fill(o, "From", "skilling");
	await fill(o, "To", "brawner");
	await o.page.getByRole("radio", { name: "Fewest contacts" }).check();
	await o.page.getByRole("button", { name: "Find paths" }).click();
	await o.page.getByText("4 paths, equally good").waitFor();
	const ways = o.page.getByRole("list", { name: "Paths" }).getByRole("button");
	expect(await ways.count()).toBe(4);
	await ways.filter({ hasText: "not in time" }).first().click();
	await o.page.getByText(/word cannot have travelled this way/).waitFor();
	await o.page.getByRole("button", { name: "Show Cypher" }).waitFor();
});

test("a period that is too short is lifted by a button", async () => {
	const o = await panel("Paths");
	await fill(o, "From", "skilling");
	await fill(o, "To", "dasovich");
	await o.page.getByRole("tabpanel").getByLabel("Until").fill("2000-02");
	await o.page.getByRole("button", { name: "Find paths" }).click();
	const no = o.page.getByRole("region", { name: "No path" });
	await no.getByText(/^From Jeff Skilling word reached \d+ others\.$/).waitFor();
	await no.getByRole("button", { name: "At any time" }).click();
	await o.page.getByRole("region", { name: "The path read out" }).waitFor();
	expect((await view(o.page)).asked.paths).toMatchObject({ until: "" });
});

test("reach plays from the first to the last, and by keyboard step by step", async () => {
	const o = await panel("Reach");
	await fill(o, "From", "skilling");
	await o.page.getByRole("button", { name: "Find who" }).click();
	await o.page.getByText("Word from Jeff Skilling could have reached 153 others.").waitFor();
	const slider = o.page.getByRole("slider", { name: "Time" });
	const said = async () => Number((await slider.getAttribute("aria-valuetext"))?.match(/^\d+/)?.[0]);
	expect(await said()).toBe(153);
	await slider.focus();
	await o.page.keyboard.press("Home");
	const first = await said();
	expect(first).toBeLessThan(30);
	await o.page.keyboard.press("ArrowRight");
	const second = await said();
	expect(second).toBeGreaterThan(first);
	await o.page.getByRole("button", { name: "Play" }).click();
	await o.page.getByRole("button", { name: "Pause" }).waitFor();
	await expect.poll(said, { timeout: 20_000 }).toBeGreaterThan(second + 3);
	await o.page.getByRole("button", { name: "Pause" }).click();
	const paused = await said();
	await o.page.getByRole("button", { name: "Step back" }).click();
	expect(await said()).toBeLessThan(paused);
	await accessible(o.page);
	expect(o.complaints).toEqual([]);
});
