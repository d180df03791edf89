import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Chosen, hindrance, kindOf, look, meant, missing, reads } from "./files";

const mapping = readFileSync("../examples/enron/mapping.yaml", "utf8");
const dossier = readFileSync("../seed/dossier/wikileaks-trump-jr.yaml", "utf8");

test.each([
	["mapping.yaml", mapping, "mapping"],
	["case.yml", dossier, "dossier"],
	["other.yaml", "hello: world", "yaml"],
	["messages.tsv", "1\t2", "table"],
])("%s is told by its beginning", (name, text, kind) => {
	expect(kindOf(name, text)).toBe(kind);
});

test("a mapping names the files that it reads", () => {
	expect(reads(mapping).sort()).toEqual(["employees.tsv", "messages.tsv", "recipients.tsv"]);
	expect(reads(`tables:\n  a: {file: "x y.csv", columns: [file]}\n  b:\n    file: '*.tsv' # all`)).toEqual([
		"x y.csv",
		"*.tsv",
	]);
});

const chosen = (...names: string[]): Promise<Chosen[]> =>
	look(
		names.map((name) => {
			const text = name.startsWith("map") ? mapping : name.endsWith("yaml") ? dossier : "";
			return new File([text], name);
		}),
	);

test.each([
	[[], "", "nothing"],
	[["a.csv"], "", "noMapping"],
	[["a.csv", "case.yaml"], "", "noMapping"],
	[["map.yaml"], "", "noTables"],
	[["case.yaml"], "", null],
	[["case.yaml", "more.yaml"], "", "several"],
	[["map.yaml", "a.csv"], "", null],
	[["map1.yaml", "map2.yaml", "a.csv"], "", "whichMapping"],
	[["map1.yaml", "map2.yaml", "a.csv"], "map2.yaml", null],
	[["a.csv", "a.csv", "map.yaml"], "", "twice"],
])("of %j with mapping %j the hindrance is %s", async (names, picked, expected) => {
	const files = await chosen(...names);
	expect(hindrance(files, meant(files, picked))).toBe(expected);
});

test("what the mapping reads and is not there is named", async () => {
	const files = await chosen("map.yaml", "messages.tsv");
	expect(missing(files, "map.yaml").sort()).toEqual(["employees.tsv", "recipients.tsv"]);
});
