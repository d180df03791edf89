import { useCallback, useEffect, useState } from "react";

export interface Asked<T> {
	data?: T;
	error?: unknown;
	loading: boolean;
	retry: () => void;
}

/**
 * Asks again whenever key changes, and never while it is null. What was answered
 * before stays until the next answer is there; a question that is left is cancelled.
 */
export function useAsk<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
	const [state, setState] = useState<Omit<Asked<T>, "retry">>({ loading: key !== null });
	const [attempt, setAttempt] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
	useEffect(() => {
		if (key === null) {
			setState({ loading: false });
			return;
		}
		const controller = new AbortController();
		setState(({ data }) => ({ data, loading: true }) as Omit<Asked<T>, "retry">);
		ask(controller.signal).then(
			(data) => !controller.signal.aborted && setState({ data, loading: false }),
			(error) => !controller.signal.aborted && setState({ error, loading: false }),
		);
		return () => controller.abort();
	}, [key, attempt]);
	const retry = useCallback(() => setAttempt((n) => n + 1), []);
	return { ...state, retry };
}
