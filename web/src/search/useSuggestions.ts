import { useDeferredValue, useEffect, useState } from "react";
import { type Asked, useAsk } from "../api/useAsk";

/** How long typing must pause before the service is asked, in milliseconds. */
const pause = 120;

/**
 * Asks for suggestions once typing pauses; an empty text asks nothing. What was
 * suggested for another text is not offered: Enter would choose what nobody meant.
 */
export function useSuggestions<T>(
	text: string,
	ask: (text: string, signal: AbortSignal) => Promise<T>,
): Asked<T> {
	const wanted = useDeferredValue(text.trim());
	const [settled, setSettled] = useState("");
	useEffect(() => {
		const timer = setTimeout(() => setSettled(wanted), pause);
		return () => clearTimeout(timer);
	}, [wanted]);
	const asked = useAsk(settled && text.trim() ? settled : null, (signal) => ask(settled, signal));
	if (settled === text.trim() && !asked.loading) return asked;
	return { loading: text.trim() !== "", retry: asked.retry };
}
