import { expect, test } from "vitest";

const all = import.meta.glob<Record<string, string>>("../*/i18n/*.json", { eager: true, import: "default" });
const areas = [...new Set(Object.keys(all).map((path) => path.replace(/\w+\.json$/, "")))];
const bare = (key: string) => key.replace(/_(one|many|other)$/, "");

test.each(areas)("%s says everything in every language", (area) => {
	const english = all[`${area}en.json`] ?? {};
	for (const language of ["fr", "nb"]) {
		const texts = all[`${area}${language}.json`] ?? {};
		expect([...new Set(Object.keys(texts).map(bare))].sort()).toEqual(
			[...new Set(Object.keys(english).map(bare))].sort(),
		);
		for (const [key, text] of Object.entries(texts)) {
			const names = (s = "") => [...new Set(s.match(/{{\w+}}/g))].sort();
			const model = english[key] ?? english[`${bare(key)}_other`];
			if (!/_(one|many)$/.test(key)) expect(names(text), `${key} in ${language}`).toEqual(names(model));
		}
	}
});

test("no key stands in two areas", () => {
	const seen = new Map<string, string>();
	for (const area of areas)
		for (const key of Object.keys(all[`${area}en.json`] ?? {})) {
			expect(seen.get(key), key).toBeUndefined();
			seen.set(key, area);
		}
});
