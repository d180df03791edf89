/** What a file that is to be imported is, as far as its beginning shows. */
export type FileKind = "mapping" | "dossier" | "yaml" | "table";

export interface Chosen {
	file: File;
	kind: FileKind;
	/** Of a mapping, the names and patterns of the files that it reads. */
	reads: string[];
}

/** How much of a YAML file is looked at, in bytes: enough for any mapping. */
const beginning = 256 * 1024;

/** Looks at files. */
export const look = (files: readonly File[]): Promise<Chosen[]> =>
	Promise.all(
		files.map(async (file) => {
			const text = isYaml(file.name) ? await file.slice(0, beginning).text() : "";
			const kind = kindOf(file.name, text);
			return { file, kind, reads: kind === "mapping" ? reads(text) : [] };
		}),
	);

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** Tells a mapping from a dossier by the keys at the top of it. */
export function kindOf(name: string, text: string): FileKind {
	if (!isYaml(name)) return "table";
	const keys = new Set([...text.matchAll(/^["']?(\w+)["']?\s*:/gm)].map((m) => m[1]));
	if (keys.has("tables")) return "mapping";
	if (["sources", "actors", "messages", "claims"].some((key) => keys.has(key))) return "dossier";
	return "yaml";
}

/** The files that a mapping names. */
export function reads(text: string): string[] {
	const named = [...text.matchAll(/(?:^|[\s{,])file:\s*(?:"([^"]+)"|'([^']+)'|([^\s,}#"']+))/gm)];
	return [...new Set(named.map((m) => m[1] ?? m[2] ?? m[3] ?? ""))].filter((name) => !name.includes("{"));
}

/** Why files cannot be imported together, or null if they can. */
export type Hindrance = "nothing" | "noMapping" | "noTables" | "several" | "whichMapping" | "twice";

export function hindrance(files: readonly Chosen[], mapping: string): Hindrance | null {
	if (files.length === 0) return "nothing";
	const names = files.map((f) => f.file.name);
	if (new Set(names).size < names.length) return "twice";
	const yaml = files.filter((f) => f.kind !== "table");
	const tables = files.length - yaml.length;
	if (yaml.length === 0) return "noMapping";
	if (tables === 0) {
		if (yaml.length > 1) return "several";
		return yaml[0]?.kind === "mapping" ? "noTables" : null;
	}
	if (mapping) return null;
	const mappings = yaml.filter((f) => f.kind === "mapping");
	if (mappings.length > 1) return "whichMapping";
	return mappings.length === 0 ? "noMapping" : null;
}

/** The mapping that is meant: the one chosen, or the only one; empty if there is none. */
export function meant(files: readonly Chosen[], mapping: string): string {
	const mappings = files.filter((f) => f.kind === "mapping").map((f) => f.file.name);
	if (mappings.includes(mapping)) return mapping;
	return mappings.length === 1 ? (mappings[0] ?? "") : "";
}

/** What the mapping reads and what is not among the files. */
export function missing(files: readonly Chosen[], mapping: string): string[] {
	const names = new Set(files.map((f) => f.file.name));
	const reads = files.find((f) => f.file.name === mapping)?.reads ?? [];
	return reads.filter((name) => !/[*?[]/.test(name) && !names.has(name));
}
