import { ask, useModel } from "../view/store";

/** What the panel is asked, as the address keeps it. */
export interface HypothesesQuestion {
	tab: "tests" | "matrices";
	/** A hypothesis as a file. */
	text: string;
	/** A matrix as a file. */
	matrix: string;
}

const nothing: HypothesesQuestion = { tab: "tests", text: "", matrix: "" };

const now = () => (useModel.getState().asked.hypotheses as HypothesesQuestion | undefined) ?? nothing;

export const useAsked = (): HypothesesQuestion =>
	useModel((m) => m.asked.hypotheses as HypothesesQuestion | undefined) ?? nothing;

export const change = (by: Partial<HypothesesQuestion>) => ask("hypotheses", { ...now(), ...by });
