import { useEffect, useRef } from "react";
import { picture } from "../app/picture";
import { decode } from "../view/address";
import { bring, type Lens, setLens, useModel } from "../view/store";
import { isNarrow, type Key, type Panel } from "../view/view";

/** What a panel draws: nodes, and the edges between them that matter. */
export interface Drawn {
	keys: readonly Key[];
	edges: readonly string[];
	lens: Lens;
}

/**
 * Brings nodes to the canvas once for each set of them, turns the camera to them,
 * and shows them by the lens for as long as the panel is open. The camera stays
 * where it is if still says so, and all are there.
 */
export function useDrawn({ keys, edges, lens }: Drawn, still: boolean): void {
	const busy = useModel((m) => m.busy > 0);
	const brought = useRef("");
	const name = keys.join(" ");
	// biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the nodes
	useEffect(() => {
		// What is being loaded may still replace the whole drawing.
		if (busy || brought.current === name) return;
		brought.current = name;
		const { history, catalogue } = useModel.getState();
		const { nodes, filter } = history.present;
		const there = keys.every((key) => nodes[key] && !nodes[key].hidden);
		const known = isNarrow(filter) || edges.every((key) => catalogue.edges.has(key));
		if (there && known && still) return;
		void (there && known ? Promise.resolve() : bring(keys)).then(() => {
			// After the picture has heard of the nodes.
			requestAnimationFrame(() => picture()?.fit([...keys]));
		});
	}, [busy, name]);
	useEffect(() => setLens(lens), [lens]);
	useEffect(() => () => setLens(null), []);
}

/** The question of a panel that the address holds, as JSON; null if it holds another panel. */
export function addressed(panel: Panel): string | null {
	const view = decode(location.hash)?.view;
	return view?.panel === panel ? JSON.stringify(view.asked[panel]) : null;
}
