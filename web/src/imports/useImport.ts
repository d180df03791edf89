import { useEffect, useRef, useState } from "react";
import { address, get, type Schemas } from "../api/client";
import { type Import, isOver } from "./import";
import { type Mark, timeLeft } from "./timeLeft";

export interface Followed {
	now?: Import;
	error?: unknown;
	secondsLeft: number | null;
	/** Whether the events are cut off for the moment; the browser asks for them again. */
	adrift: boolean;
	retry: () => void;
}

/** Follows an import by its events, until it is over; ended is told if that happens here. */
export function useImport(id: string | null, ended: () => void): Followed {
	const [state, setState] = useState<Omit<Followed, "retry">>({ secondsLeft: null, adrift: false });
	const [attempt, setAttempt] = useState(0);
	const tell = useRef(ended);
	tell.current = ended;
	// biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
	useEffect(() => {
		setState({ secondsLeft: null, adrift: false });
		if (id === null) return;
		const controller = new AbortController();
		let events: EventSource | undefined;
		const path = `imports/${encodeURIComponent(id)}`;
		const fail = (error: unknown) => {
			if (!controller.signal.aborted) setState((s) => ({ ...s, error, adrift: false }));
		};
		const begin = async () => {
			const now = await get<Import>(path, {}, controller.signal);
			setState({ now, secondsLeft: null, adrift: false });
			if (!isOver(now)) events = listen(path, now);
		};
		const listen = (path: string, first: Import) => {
			let start: Mark | undefined;
			const source = new EventSource(address(`${path}/events`));
			const read = (e: MessageEvent<string>) => JSON.parse(e.data);
			source.addEventListener("progress", (e) => {
				const progress: Schemas["Progress"] = read(e);
				const mark = { bytes: progress.bytes, time: performance.now() };
				const moving = progress.bytes > 0 || progress.lines > 0 || progress.messages > 0;
				if (moving) start ??= mark;
				setState(({ now = first }) => ({
					now: { ...now, progress, state: moving ? "running" : now.state },
					secondsLeft: start ? timeLeft(start, mark, progress.total_bytes) : null,
					adrift: false,
				}));
			});
			const over = (e: Event) => {
				source.close();
				setState({ now: read(e as MessageEvent<string>), secondsLeft: null, adrift: false });
				tell.current();
			};
			for (const name of ["done", "failed", "cancelled"]) source.addEventListener(name, over);
			source.onerror = () => {
				if (source.readyState === EventSource.CLOSED) begin().catch(fail);
				else setState((s) => ({ ...s, adrift: true }));
			};
			return source;
		};
		begin().catch(fail);
		return () => {
			controller.abort();
			events?.close();
		};
	}, [id, attempt]);
	return { ...state, retry: () => setAttempt((n) => n + 1) };
}
