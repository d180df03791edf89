import { create } from "zustand";
import { request, type Schemas } from "../api/client";

/** What the service can be asked to work at, and what comes of it. */
interface Works {
	bundle: Schemas["HypothesisBundle"];
	batch: Schemas["TestedBatch"];
	sensitivity: Schemas["HypothesisSensitivity"];
	verify: Schemas["HypothesisVerification"];
	matrix: Schemas["MatrixResult"];
}

export type Work = keyof Works;

const paths: Record<Work, string> = {
	bundle: "hypotheses/bundle",
	batch: "hypotheses/batch",
	sensitivity: "hypotheses/sensitivity",
	verify: "hypotheses/verify",
	matrix: "matrices/run",
};

/** The work that is under way, and what came of the last of each kind. It outlives the panel. */
interface Runs extends Partial<Works> {
	doing?: Work | undefined;
	controller?: AbortController | undefined;
	failed?: { work: Work; error: unknown; again: () => void } | undefined;
}

export const useRuns = create<Runs>(() => ({}));
const { getState: state, setState: set } = useRuns;

/** Stops what is under way, on the service too. */
export const stop = () => {
	state().controller?.abort();
	set({ controller: undefined, doing: undefined });
};

export const forgive = () => state().failed && set({ failed: undefined });

/** Puts results away that belong to another question. */
export const forget = (...works: Work[]) => set(Object.fromEntries(works.map((w) => [w, undefined])));

/** Has the service work at a text, one at a time; what came before stays until then. */
export async function work(kind: Work, text: string, path = paths[kind]): Promise<void> {
	stop();
	const controller = new AbortController();
	set({ controller, doing: kind, failed: undefined });
	try {
		const result = await request<Works[Work]>(path, {
			method: "POST",
			signal: controller.signal,
			headers: {
				"Content-Type": kind === "verify" || path.endsWith("rerun") ? "application/json" : "application/yaml",
			},
			body: text,
		});
		if (controller.signal.aborted) return;
		set({ [kind]: result, controller: undefined, doing: undefined });
	} catch (error) {
		if (controller.signal.aborted) return;
		const again = () => void work(kind, text, path);
		set({ failed: { work: kind, error, again }, controller: undefined, doing: undefined });
	}
}
