import type { Schemas } from "../api/client";
import type { Source } from "./useKnown";

type Say = (key: string, values?: Record<string, unknown>) => string;

/** Whether a source is a table or a file, where places are lines and not paragraphs. */
const isFile = (id: string): boolean => /\.\w{1,5}$/.test(id);

/** The place in its source: a paragraph, or a line of a file; nothing where none is known. */
export function place(c: Schemas["Citation"], say: Say): string {
	if (c.paragraph > 0)
		return say(isFile(c.source_id) ? "citation.line" : "citation.paragraph", { n: c.paragraph });
	return c.offset ? say("citation.offset", { n: c.offset }) : "";
}

/** A citation as a reader would set it under a text. */
export function cite(
	what: { who: string; when: string; text: string; id: string },
	c: Schemas["Citation"],
	source: Source | undefined,
	published: string,
	say: Say,
): string {
	const title = source?.title || c.source_id;
	const origin = [source?.publisher, published].filter(Boolean).join(", ");
	const read = [origin ? `${title} (${origin})` : title, place(c, say), say(`citation.${c.modality}`)].filter(
		Boolean,
	);
	const head = [what.who, what.when].filter(Boolean).join(", ");
	return `${[head, what.text]
		.filter(Boolean)
		.join(": ")
		.replace(/[.\s]+$/, "")}. ${read.join(", ")}. [${what.id}]`;
}
