import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../ui/Failure";
import { Waiting } from "../ui/Waiting";

/** A button that opens and closes a part of a tab. */
export function Toggle({ open, set, text }: { open: boolean; set: (open: boolean) => void; text: string }) {
	const { t } = useTranslation();
	return (
		<button type="button" className="button button-plain" aria-expanded={open} onClick={() => set(!open)}>
			{t(text)}
		</button>
	);
}

interface Props {
	listed: boolean;
	setListed: (listed: boolean) => void;
	/** The question for the examples, as it stands. */
	asked: { data?: unknown; error?: unknown; retry: () => void };
	/** What stands beside the toggle of the examples. */
	beside: ReactNode;
	children: ReactNode; // the examples
}

/** The head of a tab: a list of examples to open, and how else to begin. */
export function Head({ listed, setListed, asked, beside, children }: Props) {
	return (
		<>
			<div className="row">
				<Toggle open={listed} set={setListed} text="hypotheses.examples" />
				{beside}
			</div>
			{listed && (
				<>
					{asked.error !== undefined && <Failure error={asked.error} retry={asked.retry} />}
					{!asked.data && asked.error === undefined && <Waiting />}
					{children}
				</>
			)}
		</>
	);
}
