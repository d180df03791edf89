import type { Placing } from "./layout";
import type { Point } from "./scene";

/** Runs place() in a worker of its own; the signal ends it, and the promise is then rejected with the signal's reason. */
export function placeInWorker(placing: Placing, signal: AbortSignal): Promise<Map<string, Point>> {
	return new Promise((resolve, reject) => {
		signal.throwIfAborted();
		const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
		const stop = () => finish(() => reject(signal.reason));
		const finish = (settle: () => void) => {
			signal.removeEventListener("abort", stop);
			worker.terminate();
			settle();
		};
		signal.addEventListener("abort", stop);
		worker.onmessage = ({ data }: MessageEvent<Map<string, Point>>) => finish(() => resolve(data));
		worker.onerror = ({ message }) => finish(() => reject(new Error(message || "the layout failed")));
		worker.postMessage(placing);
	});
}
