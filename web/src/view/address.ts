import { compressToEncodedURIComponent, decompressFromEncodedURIComponent } from "lz-string";
import { blank, type Key, type Placed, type View } from "./view";

type Base = ReadonlyMap<Key, { x: number; y: number }> | undefined;

/** Version of the form; a view in a form of the future is not opened. */
const form = 1;

type Packed = [key: Key, x: number, y: number, flags: number, from: number];

/**
 * Writes a view as the fragment of an address. Of nodes that stand where the whole
 * graph's layout puts them, nothing is written.
 */
export function encode(view: View, laidOut?: Base): string {
	const { nodes, whole, ...rest } = view.drawing;
	const base = whole && laidOut;
	const written: [Key, Placed][] = Object.entries(nodes).filter(([key, n]) => {
		const at = base?.get(key);
		return !at || at.x !== n.x || at.y !== n.y || n.pinned || n.hidden || n.from;
	});
	const gone = base ? [...base.keys()].filter((key) => !nodes[key]) : [];
	const index = new Map(written.map(([key], i) => [key, i]));
	const packed: Packed[] = written.map(([key, n]) => [
		key,
		n.x,
		n.y,
		(n.pinned ? 1 : 0) + (n.hidden ? 2 : 0),
		n.from ? (index.get(n.from) ?? -1) : -1,
	]);
	const text = JSON.stringify({
		form,
		...view,
		drawing: { ...rest, ...(base ? { whole } : {}) },
		packed,
		...(gone.length ? { gone } : {}),
	});
	return `v=${compressToEncodedURIComponent(text)}`;
}

/** A view read from an address; nodes of the whole graph are added by merge. */
export interface Read {
	view: View;
	gone: readonly Key[];
}

/** Reads what encode wrote, or returns null if it is nothing of the kind. */
export function decode(fragment: string): Read | null {
	const text = new URLSearchParams(fragment.replace(/^#/, "")).get("v");
	if (!text) return null;
	try {
		// URLSearchParams reads "+" as a space, and the compressed text may hold it.
		const {
			form: written,
			packed,
			gone = [],
			...view
		} = JSON.parse(decompressFromEncodedURIComponent(text.replaceAll(" ", "+")));
		if (written !== form || !Array.isArray(packed)) return null;
		const nodes: Record<Key, Placed> = {};
		for (const [key, x, y, flags, from] of packed as Packed[]) {
			const n: Placed = { x, y };
			if (flags & 1) n.pinned = true;
			if (flags & 2) n.hidden = true;
			const origin = (packed as Packed[])[from]?.[0];
			if (origin) n.from = origin;
			nodes[key] = n;
		}
		return { view: { ...blank, ...view, drawing: { ...blank.drawing, ...view.drawing, nodes } }, gone };
	} catch {
		return null;
	}
}

/** Adds the nodes of the whole graph to a view that was read. */
export function merge({ view, gone }: Read, base: NonNullable<Base>): View {
	const nodes: Record<Key, Placed> = {};
	const without = new Set(gone);
	for (const [key, at] of base) if (!without.has(key)) nodes[key] = { ...at };
	return { ...view, drawing: { ...view.drawing, nodes: { ...nodes, ...view.drawing.nodes } } };
}
