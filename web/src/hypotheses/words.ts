import type { Schemas } from "../api/client";

type Definition = Schemas["Hypothesis"];
type Filter = Schemas["HypothesisFilter"] | undefined;
export type Say = (key: string, values?: Record<string, unknown>) => string;

const list = (v: readonly string[] | undefined) => (v ?? []).join(", ");

/** Says what a filter admits: "from A to B about C". */
export function filterInWords(f: Filter, say: Say): string {
	const parts: string[] = [];
	const add = (name: keyof NonNullable<Filter>) => {
		const v = f?.[name];
		const text = Array.isArray(v) ? list(v) : v;
		if (text) parts.push(say(`hypotheses.filter.${name}`, { value: text }));
	};
	for (const name of [
		"from",
		"to",
		"actor",
		"about",
		"since",
		"until",
		"role",
		"channel",
		"answered",
	] as const)
		add(name);
	return parts.join(" ") || say("hypotheses.filter.any");
}

/** Says in a sentence what a hypothesis tests. */
export function inWords(h: Definition, say: Say): string {
	const f = (filter: Filter) => filterInWords(filter, say);
	const key = (form: string) => `hypotheses.says.${form}`;
	const groups = h.groups && {
		a: list(h.groups.a),
		b: list(h.groups.b),
		attribute: h.groups.attribute ?? "",
	};
	const tell = (form: string, values: Record<string, unknown> = {}) => say(key(form), values);
	switch (h.test) {
		case "existence":
			if (h.query) return tell("existence.query");
			if (h.from?.length)
				return tell("existence.way", {
					from: list(h.from),
					to: list(h.to),
					within: h.within ?? say("hypotheses.anyTime"),
				});
			return tell("existence", { of: f(h.of) });
		case "count":
			return h.number === undefined
				? tell("count", { of: f(h.of) })
				: tell("count.number", { of: f(h.of), number: h.number });
		case "rate":
			if (h.number !== undefined) return tell("rate.number", { of: f(h.of), number: h.number, per: h.per });
			if (groups) return tell("rate.groups", { ...groups, of: f(h.of), per: h.per });
			return tell("rate", { a: f(h.a), b: f(h.b), per: h.per });
		case "response":
			return tell("response", { trigger: f(h.trigger), response: f(h.response), within: h.within });
		case "latency":
			return tell("latency", { trigger: f(h.trigger), response: f(h.response), ...groups });
		case "order":
			return tell("order", { a: f(h.a), b: f(h.b) });
		case "change":
			return tell("change", { of: f(h.of), event: h.event, before: h.before, after: h.after });
		case "mixing":
			return tell("mixing", { attribute: h.attribute });
		case "motif":
			return tell("motif", { motif: h.motif, within: h.within });
		case "reach":
			return h.to?.length
				? tell("reach.to", { from: list(h.from), to: list(h.to), within: h.within })
				: tell("reach", { from: list(h.from), within: h.within });
		case "cypher":
			return tell("cypher", { number: h.number });
		default:
			return h.test;
	}
}

/** Whether a statement holds, as the key of a word. */
export const verdict = (r: {
	holds: boolean | null;
	enough_data: boolean;
}): "holds" | "not" | "unsure" | "few" =>
	!r.enough_data ? "few" : r.holds === null ? "unsure" : r.holds ? "holds" : "not";
