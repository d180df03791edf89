import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, open, settled, withBrowser } from "../browser";
import { type Service, serve } from "../service";

withBrowser();
let service: Service;
beforeAll(async () => {
	service = await serve("dossier");
});
afterAll(() => service?.stop());

test("the Enron mail comes in through the page", async () => {
	const data = process.env.BACKCHANNEL_DATA;
	if (!data) throw new Error("BACKCHANNEL_DATA does not name the folder of the public data sets");
	const o = await open(service.address);
	await settled(o.page, 4);
	await o.page.getByRole("tab", { name: "Import" }).click();
	await o.page
		.locator("input[type=file]")
		.setInputFiles([
			...["employees", "messages", "recipients"].map((name) => `${data}/enron/${name}.tsv`),
			"../examples/enron/mapping.yaml",
		]);
	await o.page.getByLabel("Name of the import").fill("Enron");
	await o.page.getByRole("button", { name: "Import", exact: true }).click();
	await o.page.getByRole("progressbar", { name: "Progress of the import" }).waitFor();
	await o.page.getByText("All is in. The canvas knows of it.").waitFor({ timeout: 50_000 });
	await o.page.getByRole("row", { name: "Message 21,635 0" }).waitFor();
	await o.page.getByRole("row", { name: "60,179 60,179 0 0 0" }).waitFor();
	await o.page.getByRole("button", { name: "Show the whole graph" }).click();
	await settled(o.page, 150);
	await accessible(o.page);
	expect(o.complaints).toEqual([]);
});
