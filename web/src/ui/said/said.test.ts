import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import i18next from "i18next";
import { expect, test } from "vitest";
import { filled, namespace, said, saidOf } from "./said";

const all = import.meta.glob<Record<string, string>>("./*.json", { eager: true, import: "default" });

// The service's source, where the templates stand.
const service = ["graph", "server"].map((folder) => source(join(import.meta.dirname, "../../../..", folder)));

function source(folder: string): string {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((e) => e.isFile() && /(?<!_test)\.go$/.test(e.name))
		.map((e) => readFileSync(join(e.parentPath, e.name), "utf8"))
		.join("\n");
}

test.each(Object.entries(all))("%s translates what the service says, with its values", (_, texts) => {
	for (const [template, text] of Object.entries(texts)) {
		const literal = JSON.stringify(template).slice(1, -1);
		// What is said of a message is made from what is said of a contact.
		const model = literal.replace("No such message", "No such contact");
		expect(
			service.some((text) => text.includes(literal) || text.includes(model)),
			template,
		).toBe(true);
		const places = (template.match(/%[a-z]/g) ?? []).length;
		for (const [, n] of text.matchAll(/{{(\d+)}}/g)) expect(Number(n), template).toBeLessThan(places);
	}
});

test("every sentence has a translation in each language", () => {
	expect(Object.keys(all["./fr.json"] ?? {})).toEqual(Object.keys(all["./nb.json"] ?? {}));
});

test("a sentence is said in the language, and as it came where there is no translation", async () => {
	await i18next.init({
		lng: "nb",
		keySeparator: false,
		nsSeparator: false,
		interpolation: { escapeValue: false },
		resources: { nb: { [namespace]: all["./nb.json"] ?? {} } },
	});
	const [template, values] = ["no message has the id %q: list them with /api/v1/messages", ["<b>x</b>"]];
	expect(said({ text: "…", template, values })).toBe("ingen melding har id-en «<b>x</b>»");
	expect(said({ text: "never heard of: {{0}}", template: "never heard of: %s" })).toBe(
		"never heard of: {{0}}",
	);
	expect(
		saidOf({
			text: "",
			sentences: [
				{ template: "Nothing of the kind is recorded." },
				{ template: "No message has the channel %q: there are %s.", values: ["fax", "email, letter"] },
				{ template: "Only %q of %d.", values: ["a", "2"] },
			],
		}),
	).toBe(
		"Ingenting av dette slaget er registrert. Ingen melding har kanalen «fax»: det finnes email, letter. Only “a” of 2.",
	);
	expect(filled("the %s %q is gone: delete the %[1]s, 100 %%", ["view", "v"])).toBe(
		"the view “v” is gone: delete the view, 100 %",
	);
});
