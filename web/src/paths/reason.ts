import type { Schemas } from "../api/client";
import { uncertainHops } from "./sentence";

interface Reason {
	text: string;
	values: Record<string, unknown>;
}

/** Why a path is certain, only possible, or impossible: a text and what it names. */
export function reason(path: Schemas["Path"]): Reason {
	const { hops, certainty } = path;
	if (certainty === "certain")
		return { text: hops.length > 1 ? "paths.why.certain" : "paths.why.direct", values: {} };
	if (certainty === "impossible") return { text: "paths.why.impossible", values: {} };
	const hop = hops[uncertainHops(path)[0] ?? -1];
	if (hop) return { text: "paths.why.order", values: { name: hop.from.name } };
	const outside = hops.filter((h) => h.contact.certainty === "possible").length;
	if (outside > 0) return { text: "paths.why.period", values: { count: outside } };
	return { text: "paths.why.possible", values: {} };
}
