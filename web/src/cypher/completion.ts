import { clauses, ends, functions, labels, types } from "./schema";

export interface Option {
	label: string;
	type: "label" | "type" | "property" | "parameter" | "variable" | "clause" | "function";
	detail?: string;
	/** What is written, where that is more than the label. */
	apply?: string;
}

export interface Completion {
	/** Where the word to be completed begins. */
	from: number;
	options: Option[];
}

const labelOptions = (): Option[] => Object.keys(labels).map((label) => ({ label, type: "label" }));

const typeOptions = (): Option[] =>
	Object.keys(types).map((label) => ({ label, type: "type", detail: ends[label as keyof typeof types] }));

/** The bracket that is still open before a place, or "". */
function inside(before: string): string {
	const open: string[] = [];
	for (const c of before.replace(/'[^']*'|"[^"]*"|\/\/.*/g, ""))
		if ("([{".includes(c)) open.push(c);
		else if (")]}".includes(c)) open.pop();
	return open.join("").slice(-2);
}

/** What a query's variables are said to be: labels or types. */
export function variables(query: string): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const m of query.matchAll(/[([]\s*([A-Za-z_]\w*)\s*(?::\s*([\w|:]+))?/g)) {
		const name = m[1] as string;
		found.set(name, [...(found.get(name) ?? []), ...(m[2]?.split(/[|:]+/) ?? [])]);
	}
	for (const m of query.matchAll(/\bAS\s+([A-Za-z_]\w*)|([A-Za-z_]\w*)\s*=\s*\(/gi)) {
		const name = (m[1] ?? m[2]) as string;
		if (!found.has(name)) found.set(name, []);
	}
	return found;
}

function properties(kinds: readonly string[]): Option[] {
	const all: Record<string, readonly string[]> = { ...labels, ...types };
	const known = kinds.filter((k) => all[k]);
	const of = new Map<string, string[]>();
	for (const kind of known.length ? known : Object.keys(all))
		for (const p of all[kind] ?? []) of.set(p, [...(of.get(p) ?? []), kind]);
	return [...of].map(([label, kinds]) => ({
		label,
		type: "property",
		...(kinds.length < 4 ? { detail: kinds.join(", ") } : {}),
	}));
}

/** What could stand at a place of a query; null where nothing can be told. */
export function complete(
	query: string,
	at: number,
	dialect: string,
	parameters: readonly string[] = [],
): Completion | null {
	const before = query.slice(0, at);
	const line = before.slice(before.lastIndexOf("\n") + 1).replace(/'[^']*'|"[^"]*"/g, "");
	if (/\/\/|['"]/.test(line)) return null; // in a comment or a text
	const word = /\w*$/.exec(before)?.[0] ?? "";
	const from = at - word.length;
	const lead = before.slice(0, from);
	if (lead.endsWith("$")) return { from, options: parameters.map((label) => ({ label, type: "parameter" })) };
	const open = inside(before);
	if (/[:|]\s*$/.test(lead) && !open.endsWith("{"))
		return { from, options: open.endsWith("[") ? typeOptions() : labelOptions() };
	const owner = /([A-Za-z_]\w*)\.$/.exec(lead)?.[1];
	if (owner) return { from, options: properties(variables(query).get(owner) ?? []) };
	if (/[({[]$/.test(open) && open.endsWith("{") && open.length === 2 && /[{,]\s*$/.test(lead)) {
		const kind = /:\s*(\w+)\s*\{[^{}]*$/.exec(lead)?.[1];
		return { from, options: properties(kind ? [kind] : []) };
	}
	return {
		from,
		options: [
			...[...variables(query).keys()]
				.filter((v) => v !== word)
				.map((label): Option => ({ label, type: "variable" })),
			...clauses.map((label): Option => ({ label, type: "clause", apply: `${label} ` })),
			...(functions[dialect] ?? functions.kuzu ?? []).map(
				(label): Option => ({ label, type: "function", detail: "()", apply: `${label}(` }),
			),
		],
	};
}
