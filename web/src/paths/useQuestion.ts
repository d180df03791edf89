import { useEffect, useState } from "react";
import { ask, useModel } from "../view/store";
import { useDraft } from "./draft";
import type { ReachQuestion } from "./question";
import { addressed } from "./useDrawn";

/** A panel's question: as it was asked, as it is being written, and whether it was given up. */
export function useQuestion<Q extends ReachQuestion>(
	panel: "paths" | "reach",
	read: (asked: unknown) => Q,
	isWhole: (q: Q) => boolean,
) {
	const asked = useModel((m) => m.asked[panel]);
	const question = read(asked);
	const [draft, change, latest] = useDraft(panel, asked, read);
	const whole = isWhole(question) ? JSON.stringify(question) : null;
	const [editing, setEditing] = useState(whole === null);
	const [given, setGiven] = useState<string | null>(null);
	const [held] = useState(() => addressed(panel));
	useEffect(() => setEditing(whole === null), [whole]);
	return {
		question,
		draft,
		change,
		editing,
		edit: () => setEditing(true),
		/** Names the question; null if there is none to ask, or it was given up. */
		key: whole === given ? null : whole,
		cancelled: whole !== null && whole === given && !editing,
		cancel: () => setGiven(whole),
		again: () => setGiven(null),
		/** Asks what is written, or a question in its place. */
		submit: (q: Q = latest()) => {
			change(q);
			if (!isWhole(q)) return;
			ask(panel, q);
			setGiven(null);
			setEditing(false);
		},
		/** Whether the page was opened with this question. */
		still: held === JSON.stringify(asked),
	};
}
