import { useEffect } from "react";

/** Has a finding printed in the light theme, whichever is on: paper is white. */
export function usePaper(): void {
	useEffect(() => {
		const { dataset } = document.documentElement;
		let theme: string | undefined;
		const before = () => {
			theme = dataset.theme;
			dataset.theme = "light";
		};
		const after = () => {
			if (theme) dataset.theme = theme;
		};
		// Capturing, it comes before those who draw for the paper.
		addEventListener("beforeprint", before, { capture: true });
		addEventListener("afterprint", after, { capture: true });
		return () => {
			removeEventListener("beforeprint", before, { capture: true });
			removeEventListener("afterprint", after, { capture: true });
		};
	}, []);
}
