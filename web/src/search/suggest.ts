import { get, type Schemas } from "../api/client";
import { keyOf, type NodeKind } from "../view/view";

export type Hit = Schemas["Hit"];

/** The text as a search: what is being typed may go on. */
export function searching(text: string): string {
	const trimmed = text.trim();
	return /["*]/.test(trimmed) || trimmed === "" ? trimmed : `${trimmed}*`;
}

/** What holds the words, a few of each kind. */
export const suggest = (text: string, limit: number, signal: AbortSignal): Promise<Schemas["SearchResult"]> =>
	get("search", { q: searching(text), limit }, signal);

const onCanvas: readonly string[] = ["person", "organization", "topic", "event"];

/** The node of a hit, or null if its kind is none of the canvas. */
export const nodeOf = (hit: Hit): string | null =>
	onCanvas.includes(hit.kind) ? keyOf(hit.kind as NodeKind, hit.id) : null;

/** The hits whose text begins with what was typed come first; otherwise the order stays. */
export function ranked(hits: readonly Hit[], text: string): Hit[] {
	const typed = text.trim().toLocaleLowerCase();
	const rank = (hit: Hit) => {
		const name = hit.text.toLocaleLowerCase();
		if (name === typed) return 0;
		if (name.startsWith(typed)) return 1;
		return name.split(/\P{L}+/u).some((word) => word.startsWith(typed)) ? 2 : 3;
	};
	return [...hits].sort((a, b) => rank(a) - rank(b));
}
