import { useCallback, useEffect, useState } from "react";

export interface Asked<T> {
	data?: T;
	error?: unknown;
	loading: boolean;
	retry: () => void;
}

interface State<T> {
	data?: T;
	error?: unknown;
	/** The key whose answer this is; an answer to another is shown until its own is there. */
	of: string | null;
}

/**
 * Asks again whenever key changes, and never while it is null. What was answered
 * before stays until the next answer is there; a question that is left is cancelled.
 */
export function useAsk<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
	const [state, setState] = useState<State<T>>({ of: null });
	const [attempt, setAttempt] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
	useEffect(() => {
		if (key === null) {
			setState({ of: null });
			return;
		}
		const controller = new AbortController();
		const settle = (next: State<T>) => !controller.signal.aborted && setState(next);
		ask(controller.signal).then(
			(data) => settle({ data, of: key }),
			(error) => settle({ error, of: key }),
		);
		return () => controller.abort();
	}, [key, attempt]);
	const retry = useCallback(() => {
		setState(({ data }) => (data === undefined ? { of: null } : { data, of: null }));
		setAttempt((n) => n + 1);
	}, []);
	const { data, error, of } = state;
	return {
		...(key !== null && data !== undefined ? { data } : {}),
		...(of === key && error !== undefined ? { error } : {}),
		loading: key !== null && of !== key,
		retry,
	};
}
