/** What was, what is, and what was undone. */
export interface History<T> {
	past: readonly T[];
	present: T;
	future: readonly T[];
}

/** How many steps can be undone. */
export const depth = 200;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] });

export function step<T>(h: History<T>, next: T): History<T> {
	if (next === h.present) return h;
	return { past: [...h.past, h.present].slice(-depth), present: next, future: [] };
}

export function undo<T>(h: History<T>): History<T> {
	const before = h.past.at(-1);
	if (before === undefined) return h;
	return { past: h.past.slice(0, -1), present: before, future: [h.present, ...h.future] };
}

export function redo<T>(h: History<T>): History<T> {
	const [next, ...future] = h.future;
	if (next === undefined) return h;
	return { past: [...h.past, h.present], present: next, future };
}
