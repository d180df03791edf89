import { useEffect } from "react";
import { collapse, expand, hide, openPanel, pin, redo, select, undo, useModel } from "../view/store";
import { panels } from "../view/view";
import { picture } from "./picture";

/** What a key does; the help sheet lists the same. */
export const shortcuts: readonly { keys: string; text: string; act: () => void }[] = [
	{ keys: "/", text: "key.search", act: () => document.getElementById("search")?.focus() },
	{ keys: "Ctrl+Z", text: "key.undo", act: undo },
	{ keys: "Ctrl+Shift+Z", text: "key.redo", act: redo },
	{ keys: "E", text: "key.expand", act: () => onNode((key) => void expand(key)) },
	{ keys: "C", text: "key.collapse", act: () => onNode(collapse) },
	{ keys: "H", text: "key.hide", act: () => onNode((key) => hide([key])) },
	{ keys: "P", text: "key.pin", act: () => onNode(pin) },
	{ keys: "+", text: "key.closer", act: () => picture()?.zoom(1.5) },
	{ keys: "-", text: "key.farther", act: () => picture()?.zoom(1 / 1.5) },
	{ keys: "0", text: "key.fit", act: () => picture()?.fit() },
	{ keys: "Escape", text: "key.escape", act: () => select(null) },
	...panels.map((panel, i) => ({
		keys: `Alt+${i + 1}`,
		text: `panel.${panel}`,
		act: () => openPanel(panel),
	})),
	{ keys: "?", text: "key.help", act: () => useModel.setState((m) => ({ help: !m.help })) },
];

function onNode(act: (key: string) => void): void {
	const { selection } = useModel.getState();
	if (selection?.kind === "node") act(selection.key);
}

function name(e: KeyboardEvent): string {
	const key =
		e.altKey && /^Digit\d$/.test(e.code)
			? e.code.slice(-1)
			: e.key.length === 1
				? e.key.toUpperCase()
				: e.key;
	const held = [
		e.ctrlKey || e.metaKey ? "Ctrl" : "",
		e.altKey ? "Alt" : "",
		e.shiftKey && /^[A-Z]$/.test(key) ? "Shift" : "",
	];
	return [...held.filter(Boolean), key].join("+");
}

const writes = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useKeyboard(): void {
	useEffect(() => {
		const listen = (e: KeyboardEvent) => {
			if (e.defaultPrevented || e.composedPath().some(writes)) return;
			const pressed = name(e);
			const shortcut = shortcuts.find((s) => s.keys === pressed);
			if (!shortcut) return;
			e.preventDefault();
			shortcut.act();
		};
		addEventListener("keydown", listen);
		return () => removeEventListener("keydown", listen);
	}, []);
}
