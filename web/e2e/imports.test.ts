import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, type Opened, open, settled, view, withBrowser } from "./browser";
import { type Service, serve } from "./service";

withBrowser();
let service: Service;
beforeAll(async () => {
	service = await serve("dossier");
});
afterAll(() => service?.stop());

const mapping = `id: office
format:
  delimiter: tab
tables:
  people:
    file: people.tsv
    columns: [id, name]
    person: {id: "{id}", name: "{name}"}
  mail:
    file: mail.tsv
    columns: [id, time, subject, sender, recipient]
    message:
      id: "{id}"
      channel: email
      time: {value: "{time}", format: unix}
      subject: "{subject}"
      from: "{sender}"
      to: "{recipient}"
`;
const people = "ann\tAnn Example\nbob\tBob Example\n";
const mail = "m1\t990000000\tHello <b>Bob</b>\tann\tbob\nm2\tyesterday\tRe: Hello\tbob\tann\n";

const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

async function panel(): Promise<Opened> {
	const o = await open(service.address);
	await settled(o.page, 4);
	await o.page.getByRole("tab", { name: "Import" }).click();
	await o.page.getByText("Drop files here").waitFor();
	return o;
}

const choose = async ({ page }: Opened, ...files: ReturnType<typeof file>[]): Promise<void> => {
	const chooser = page.waitForEvent("filechooser");
	await page.getByRole("button", { name: "Choose files …" }).focus();
	await page.keyboard.press("Enter");
	await (await chooser).setFiles(files);
};

const start = ({ page }: Opened) => page.getByRole("button", { name: "Import", exact: true });

test("tables come in by their mapping, and the report accounts for every line", async () => {
	const o = await panel();
	await choose(o, file("people.tsv", people));
	await o.page.getByText("Tables need a mapping").waitFor();
	expect(await start(o).isDisabled()).toBe(true);
	await choose(o, file("mapping.yaml", mapping));
	await o.page.getByText("The mapping also reads mail.tsv, which is not here.").waitFor();
	await choose(o, file("mail.tsv", mail));
	const files = o.page.getByRole("list", { name: "Files to import" }).getByRole("listitem");
	expect(await files.allInnerTexts()).toEqual([
		expect.stringMatching(/people\.tsv\s+table/),
		expect.stringMatching(/mapping\.yaml\s+mapping/),
		expect.stringMatching(/mail\.tsv\s+table/),
	]);
	await accessible(o.page);
	await o.page.getByLabel("Name of the import").fill("Office mail");
	await start(o).click();
	await o.page.getByText("All is in but 1 line, which could not be read.").waitFor();
	await o.page.getByRole("heading", { name: "Office mail" }).waitFor();
	await o.page.getByText("mail.tsv:2").waitFor();
	const created = o.page.getByRole("row", { name: "Person 2 0" });
	await created.waitFor();
	await accessible(o.page);
	await o.page.getByRole("button", { name: "Show the whole graph" }).click();
	await settled(o.page, 6);
	expect(Object.keys((await view(o.page)).drawing.nodes)).toEqual(
		expect.arrayContaining(["actor/ann", "actor/bob"]),
	);
	expect(o.complaints).toEqual([]);
});

test("an import is kept in the list, and its address opens its report", async () => {
	const o = await panel();
	await choose(o, file("people.tsv", people), file("mail.tsv", mail), file("mapping.yaml", mapping));
	await o.page.getByLabel("Name of the import").fill("Again");
	await start(o).click();
	await o.page.getByText(/All is in but/).waitFor();
	await o.page.getByRole("row", { name: "Person 0 2" }).waitFor();
	await view(o.page);
	const again = await open(service.address, { fragment: new URL(o.page.url()).hash });
	await again.page.getByRole("heading", { name: "Again" }).waitFor();
	await again.page.getByRole("row", { name: "Person 0 2" }).waitFor();
	await again.page.getByRole("button", { name: "Import other files" }).click();
	await again.page.getByRole("button", { name: /^Again done/ }).click();
	await again.page.getByRole("row", { name: "Person 0 2" }).waitFor();
	expect(again.complaints).toEqual([]);
});

test("a mapping with a mistake is refused, with the place", async () => {
	const o = await panel();
	await choose(o, file("mapping.yaml", `${mapping}      wrong: 1\n`), file("people.tsv", people));
	await start(o).click();
	const alert = o.page.getByRole("alert");
	await alert.getByText(/has no field "wrong"/).waitFor();
	await o.page.getByText(/^In mapping\.yaml:\d+:\d+$/).waitFor();
	expect(await o.page.getByRole("list", { name: "Files to import" }).getByRole("listitem").count()).toBe(2);
	await accessible(o.page);
});

test("files are dropped anywhere on the page, and the page stays", async () => {
	const o = await panel();
	await o.page.evaluate((text) => {
		const data = new DataTransfer();
		data.items.add(new File([text], "case.yaml"));
		for (const type of ["dragover", "drop"])
			document.body.dispatchEvent(
				new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
			);
	}, "sources:\n  - id: x\n    titel: y\n");
	await o.page.getByText(/^dossier ·/).waitFor();
	await start(o).click();
	await o.page
		.getByRole("alert")
		.getByText(/a source needs title/)
		.waitFor();
	await o.page.getByRole("button", { name: "Leave out case.yaml" }).click();
	await o.page.getByText("A dossier is one YAML file.").waitFor();
});

test("an import under way shows how far it is, and can be cancelled", async () => {
	const o = await panel();
	const rows = Array.from({ length: 150_000 }, (_, i) => `x${i}\t${990_000_000 + i}\tNo ${i}\tann\tbob`);
	await choose(
		o,
		file("people.tsv", people),
		file("mail.tsv", `${rows.join("\n")}\n`),
		file("mapping.yaml", mapping),
	);
	await start(o).click();
	await o.page.getByRole("progressbar", { name: "Progress of the import" }).waitFor();
	await o.page.getByText(/ of [\d.]+ MB/).waitFor();
	await o.page.getByRole("tabpanel").getByRole("button", { name: "Cancel" }).click();
	await o.page.getByText(/It was cancelled\. What was written before stays/).waitFor();
	await o.page.getByText("cancelled", { exact: true }).waitFor();
	expect(o.complaints).toEqual([]);
});
