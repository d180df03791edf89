import { useSyncExternalStore } from "react";

/** A list of the user's own that the browser keeps, newest first, at most so many. */
export interface Shelf<T> {
	read: () => readonly T[];
	change: (by: (items: readonly T[]) => readonly T[]) => void;
	use: () => readonly T[];
}

export function shelf<T>(name: string, most: number): Shelf<T> {
	const listeners = new Set<() => void>();
	let items: readonly T[] | undefined;
	const read = () => {
		items ??= stored<T>(name);
		return items;
	};
	const announce = () => {
		for (const listener of listeners) listener();
	};
	// Another tab has changed it.
	addEventListener("storage", (e) => {
		if (e.key !== name) return;
		items = undefined;
		announce();
	});
	const subscribe = (listener: () => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	return {
		read,
		change(by) {
			items = by(read()).slice(0, most);
			try {
				localStorage.setItem(name, JSON.stringify(items));
			} catch {
				// It is full, or not allowed: the list holds until the page is left.
			}
			announce();
		},
		use: () => useSyncExternalStore(subscribe, read),
	};
}

function stored<T>(name: string): readonly T[] {
	try {
		const found: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
		return Array.isArray(found) ? found : [];
	} catch {
		return [];
	}
}
