import { useState } from "react";

/** What is written into a panel's form and not asked yet; it outlives the panel. */
const drafts = new Map<string, { asked: unknown; draft: unknown }>();

/**
 * The draft of a question, what changes it, and what reads it as it is now: it
 * begins with what was asked, and begins anew when that changes.
 */
export function useDraft<Q>(
	panel: string,
	asked: unknown,
	read: (asked: unknown) => Q,
): [draft: Q, change: (q: Q) => void, latest: () => Q] {
	const [, redraw] = useState(0);
	let kept = drafts.get(panel);
	if (!kept || kept.asked !== asked) {
		kept = { asked, draft: read(asked) };
		drafts.set(panel, kept);
	}
	const change = (draft: Q) => {
		drafts.set(panel, { asked, draft });
		redraw((n) => n + 1);
	};
	return [kept.draft as Q, change, () => drafts.get(panel)?.draft as Q];
}
