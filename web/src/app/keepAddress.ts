import { addressOf, type Model, openAddress, useModel } from "../view/store";

/** How long the address waits for more changes, in milliseconds. */
const pause = 250;

const kept = "backchannel.last";

/** The address of the view that was open last, or null. */
export const lastKept = (): string | null => localStorage.getItem(kept);

/** Whether all is as it was at the first visit. */
export const isUntouched = (m: Model): boolean =>
	m.history.past.length === 0 &&
	m.history.future.length === 0 &&
	m.selection === null &&
	m.panel === "explore" &&
	m.notes === "" &&
	Object.keys(m.asked).length === 0;

/** Keeps the address up with the view, and the view with the address. */
export function keepAddress(): void {
	let waiting = false;
	let written = location.hash;
	const write = () => {
		waiting = false;
		const m = useModel.getState();
		if (m.busy > 0) {
			soon();
			return;
		}
		if (!location.hash && isUntouched(m)) return;
		written = `#${addressOf(m)}`;
		window.history.replaceState(null, "", written);
		try {
			localStorage.setItem(kept, written);
		} catch {
			// The address has it all the same.
		}
	};
	const soon = () => {
		if (!waiting) setTimeout(write, pause);
		waiting = true;
	};
	useModel.subscribe(soon);
	addEventListener("hashchange", () => {
		if (location.hash !== written) openAddress(location.hash);
	});
}
