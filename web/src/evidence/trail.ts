import type { Selection } from "../view/view";

/** What the drawer shows, and what it showed before: the way back. */
export interface Trail {
	now: Selection | null;
	before: readonly Selection[];
}

/** How many steps lead back. */
const longest = 50;

const same = (a: Selection | null, b: Selection | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Goes on to another selection. The way back ends where the drawer is closed. */
export function follow({ now, before }: Trail, to: Selection | null): Trail {
	if (!to) return { now: null, before: [] };
	if (!now || same(now, to)) return { now: to, before };
	if (same(before.at(-1) ?? null, to)) return { now: to, before: before.slice(0, -1) };
	return { now: to, before: [...before, now].slice(-longest) };
}
