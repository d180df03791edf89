import type { Drawing, Key, Placed } from "./view";

export type Places = ReadonlyMap<Key, { x: number; y: number }>;

/** Positions are kept to a hundredth, so that an address loses nothing. */
export const round = (v: number) => Math.round(v * 100) / 100 || 0; // no -0: it is not the same when it comes back

/** Adds nodes where places puts them; those that are there stay where they are. */
export function add(d: Drawing, places: Places, from?: Key): Drawing {
	const nodes: Record<Key, Placed> = { ...d.nodes };
	for (const [key, { x, y }] of places) {
		const there = nodes[key];
		if (there) {
			if (there.hidden) nodes[key] = shown(there);
		} else {
			nodes[key] = { x: round(x), y: round(y), ...(from && from !== key ? { from } : {}) };
		}
	}
	const unchanged = Object.keys(nodes).every((key) => nodes[key] === d.nodes[key]);
	if (unchanged && (!from || d.expanded.includes(from))) return d;
	const expanded = from && !d.expanded.includes(from) ? [...d.expanded, from] : d.expanded;
	return { ...d, nodes, expanded };
}

function shown({ hidden: _, ...rest }: Placed): Placed {
	return rest;
}

/** Removes what expanding a node brought, and what that was expanded to, but nothing that was pinned. */
export function collapse(d: Drawing, key: Key): Drawing {
	const gone = new Set<Key>();
	const visit = (of: Key) => {
		for (const [k, n] of Object.entries(d.nodes))
			if (n.from === of && !n.pinned && !gone.has(k)) {
				gone.add(k);
				visit(k);
			}
	};
	visit(key);
	const nodes = Object.fromEntries(Object.entries(d.nodes).filter(([k]) => !gone.has(k)));
	return { ...d, nodes, expanded: d.expanded.filter((k) => k !== key && !gone.has(k)) };
}

function change(d: Drawing, keys: Iterable<Key>, to: (n: Placed, key: Key) => Placed): Drawing {
	const nodes = { ...d.nodes };
	for (const key of keys) {
		const n = nodes[key];
		if (n) nodes[key] = to(n, key);
	}
	return { ...d, nodes };
}

export const hide = (d: Drawing, keys: Iterable<Key>): Drawing =>
	change(d, keys, (n) => ({ ...n, hidden: true }));

export const showAll = (d: Drawing): Drawing => change(d, Object.keys(d.nodes), shown);

export const pin = (d: Drawing, key: Key): Drawing =>
	change(d, [key], ({ pinned, ...n }) => (pinned ? n : { ...n, pinned: true }));

/** Puts nodes elsewhere. What a user moves stays there from then on: it is pinned. */
export const move = (d: Drawing, places: Places, pinned: boolean): Drawing =>
	change(d, places.keys(), (n, key) => {
		const { x, y } = places.get(key) ?? n;
		return { ...n, x: round(x), y: round(y), ...(pinned ? { pinned: true } : {}) };
	});

export function remove(d: Drawing, keys: ReadonlySet<Key>): Drawing {
	return {
		...d,
		nodes: Object.fromEntries(Object.entries(d.nodes).filter(([k]) => !keys.has(k))),
		expanded: d.expanded.filter((k) => !keys.has(k)),
	};
}
