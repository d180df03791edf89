import { useSyncExternalStore } from "react";

export type Appearance = "light" | "dark" | "auto";

const kept = "backchannel.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export const appearance = (): Appearance => (localStorage.getItem(kept) as Appearance | null) ?? "auto";

export const isDark = (): boolean => {
	const wish = appearance();
	return wish === "auto" ? system.matches : wish === "dark";
};

export function applyTheme(): void {
	document.documentElement.dataset.theme = isDark() ? "dark" : "light";
	for (const listener of listeners) listener();
}

export function setAppearance(a: Appearance): void {
	localStorage.setItem(kept, a);
	applyTheme();
}

system.addEventListener("change", applyTheme);

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Whether it is dark now. */
export const useDark = (): boolean => useSyncExternalStore(subscribe, isDark);

/** A colour of the theme, as the canvas needs it. */
export const colour = (name: string): string =>
	getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
