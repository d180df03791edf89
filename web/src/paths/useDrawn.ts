import { useEffect, useRef } from "react";
import { picture } from "../app/picture";
import { bring, type Lens, setLens, useModel } from "../view/store";
import type { Key } from "../view/view";

/**
 * Brings nodes to the canvas once for each name given, shows them all there, and
 * shows them by the lens for as long as the panel is open.
 */
export function useDrawn(name: string, keys: readonly Key[], edges: readonly string[], lens: Lens): void {
	const busy = useModel((m) => m.busy > 0);
	const brought = useRef("");
	// biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the nodes and edges
	useEffect(() => {
		// What is being loaded may still replace the whole drawing.
		if (busy || brought.current === name) return;
		brought.current = name;
		const { history, catalogue } = useModel.getState();
		const { nodes } = history.present;
		const there =
			keys.every((key) => nodes[key] && !nodes[key].hidden) && edges.every((key) => catalogue.edges.has(key));
		void (there ? Promise.resolve() : bring(keys)).then(() => {
			// After the picture has heard of the nodes.
			requestAnimationFrame(() => picture()?.fit([...keys]));
		});
	}, [busy, name]);
	useEffect(() => setLens(lens), [lens]);
	useEffect(() => () => setLens(null), []);
}
