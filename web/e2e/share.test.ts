import { readFile } from "node:fs/promises";
import { DOMParser } from "@xmldom/xmldom";
import { expect, inject, test } from "vitest";
import { open, settled, view, withBrowser } from "./browser";

withBrowser();
const dossier = inject("dossier");

async function opened() {
	const o = await open(dossier);
	await settled(o.page, 4);
	await o.page.getByRole("tab", { name: "Share" }).click();
	await o.page.getByRole("heading", { name: "Kept views" }).waitFor();
	return o;
}

test.each(["PNG", "SVG", "GEXF", "GraphML", "CSV"])("what is shown is exported as %s", async (format) => {
	const { page, complaints } = await opened();
	const coming = page.waitForEvent("download");
	await page.getByRole("button", { name: format, exact: true }).click();
	const file = await readFile(await (await coming).path());
	switch (format) {
		case "PNG":
			expect(file.subarray(1, 4).toString()).toBe("PNG");
			expect(file.length).toBeGreaterThan(5000);
			break;
		case "CSV":
			expect(file.toString()).toContain(
				"actor/wikileaks,WikiLeaks,contact,actor/donald-trump-jr,Donald Trump Jr.,8",
			);
			break;
		default: {
			const doc = new DOMParser({
				onError: (level, m) => level !== "warning" && expect.fail(m),
			}).parseFromString(file.toString(), "text/xml");
			expect(doc.toString()).toContain("WikiLeaks");
			expect(file.toString()).not.toContain("<image");
		}
	}
	expect(complaints).toEqual([]);
});

test("a view is kept on the server, opened again as it was, and deleted", async () => {
	const { page, complaints } = await opened();
	await page.getByRole("textbox", { name: "Notes" }).fill("Look at the website.");
	const name = `Case ${Date.now()}`;
	await page.getByRole("textbox", { name: "Name" }).fill(name);
	await page.getByRole("button", { name: "Keep", exact: true }).click();
	await page.getByRole("button", { name, exact: true }).waitFor();
	const kept = await view(page);

	await page.getByRole("tab", { name: "Explore" }).click();
	await page.getByRole("button", { name: "Clear the canvas" }).click();
	await page.getByRole("tab", { name: "Share" }).click();
	await page.getByRole("textbox", { name: "Notes" }).fill("");
	await page.getByRole("button", { name, exact: true }).click();
	await settled(page, 4);
	expect(await page.getByRole("textbox", { name: "Notes" }).inputValue()).toBe("Look at the website.");
	expect((await view(page)).drawing).toEqual(kept.drawing);

	await page.getByRole("textbox", { name: "Notes" }).fill("Look again.");
	await page.getByRole("button", { name: `Keep “${name}” again` }).click();
	page.on("dialog", (d) => void d.accept());
	await page.getByRole("button", { name: `Delete “${name}”` }).click();
	await page.getByRole("button", { name, exact: true }).waitFor({ state: "detached" });
	expect(complaints).toEqual([]);
});

test("nobody's view is overwritten unseen", async () => {
	const one = await opened();
	const name = `Shared ${Date.now()}`;
	await one.page.getByRole("textbox", { name: "Name" }).fill(name);
	await one.page.getByRole("button", { name: "Keep", exact: true }).click();
	await one.page.getByRole("button", { name, exact: true }).waitFor();
	const other = await opened();
	await other.page.getByRole("button", { name, exact: true }).click();
	await settled(other.page, 4);
	await other.page.getByRole("button", { name: `Keep “${name}” again` }).click();
	await other.page.waitForTimeout(500);
	await one.page.getByRole("button", { name: `Keep “${name}” again` }).click();
	await one.page.getByRole("alert").filter({ hasText: "Somebody else has changed it" }).waitFor();
});

test("the picture prints as vectors beside the evidence and the notes", async () => {
	const { page } = await opened();
	await page.getByRole("textbox", { name: "Notes" }).fill("For the editor.");
	await page.evaluate(() => {
		window.print = () => {
			const image = document.querySelector<HTMLImageElement>(".print-page img");
			document.body.dataset.printed = `${image?.naturalWidth} ${document.querySelector(".print-page p")?.textContent}`;
		};
	});
	await page.getByRole("button", { name: "Print …" }).click();
	await page.waitForFunction(() => document.body.dataset.printed);
	expect(await page.evaluate(() => document.body.dataset.printed)).toBe("1440 For the editor.");
	expect(await page.locator(".print-page").count()).toBe(0);
});

test("the address is copied", async () => {
	const { page } = await opened();
	await page.getByRole("button", { name: "Copy the address" }).click();
	await page.getByText("Copied.").waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#v=/);
});

test("a view whose file is damaged is named among the others, and can be deleted", async () => {
	const deleted: string[] = [];
	const { page } = await open(dossier, {
		before: async (p) => {
			const head = { notes: "", saved: "2020-01-01T00:00:00Z", version: 1 };
			const items = [
				{ ...head, id: "whole", name: "Whole" },
				{ ...head, id: "half", name: "half", version: 0, damaged: true },
			];
			await p.route(/\/api\/v1\/views$/, (route) => route.fulfill({ json: { items, total: 2 } }));
			await p.route(/\/api\/v1\/views\/half$/, (route) => {
				deleted.push(route.request().method());
				return route.fulfill({ json: { id: "half" } });
			});
		},
	});
	await settled(page, 4);
	await page.getByRole("tab", { name: "Share" }).click();
	await page.getByRole("button", { name: "Whole", exact: true }).waitFor();
	await page.getByText("its file is damaged").waitFor();
	expect(await page.getByRole("button", { name: "half", exact: true }).count()).toBe(0);
	page.on("dialog", (d) => d.accept());
	await page.getByRole("button", { name: "Delete “half”" }).click();
	await expect.poll(() => deleted).toEqual(["DELETE"]);
});
