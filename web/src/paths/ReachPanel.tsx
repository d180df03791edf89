import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ask, useModel } from "../view/store";
import { Asking } from "./Asking";
import { useDraft } from "./draft";
import { chosen, type ReachQuestion, readReach } from "./question";
import { ReachAnswer } from "./ReachAnswer";
import { ReachForm } from "./ReachForm";
import { Summary } from "./Summary";
import "./paths.css";
import "./reach.css";

/** How many of the reached are listed at first, and by how many the list grows. */
const page = 500;

/** Asks whom word could have reached, and plays how it spread. */
export function ReachPanel() {
	const { t } = useTranslation();
	const asked = useModel((m) => m.asked.reach);
	const question = readReach(asked);
	const [draft, change, latest] = useDraft("reach", asked, readReach);
	const isWhole = (q: ReachQuestion) => q.from.length + q.to.length === 1;
	const whole = isWhole(question) ? JSON.stringify(question) : null;
	const [editing, setEditing] = useState(whole === null);
	const [given, setGiven] = useState<string | null>(null); // the question that was cancelled
	const [limit, setLimit] = useState(page);
	const { data, error, loading, retry } = useAsk(
		whole === null || whole === given ? null : `${limit} ${whole}`,
		(signal) => get<Schemas["Reach"]>("reach", { ...question, limit }, signal),
	);
	useEffect(() => {
		setEditing(whole === null);
		setLimit(page);
	}, [whole]);

	const submit = (q: ReachQuestion) => {
		change(q);
		if (!isWhole(q)) return;
		ask("reach", q);
		setGiven(null);
		setEditing(false);
	};
	return (
		<div className="stack">
			<h2>{t("reach.title")}</h2>
			{editing ? (
				<ReachForm value={draft} onChange={change} onSubmit={() => submit(latest())} />
			) : (
				<Summary question={question} edit={() => setEditing(true)} />
			)}
			{loading && <Asking cancel={() => setGiven(whole)} />}
			{given !== null && given === whole && !editing && (
				<p className="row">
					{t("paths.cancelled")}
					<button type="button" className="button" onClick={() => setGiven(null)}>
						{t("paths.again")}
					</button>
				</p>
			)}
			{error !== undefined && (
				<Failure
					error={error}
					retry={retry}
					choose={(id) => submit(chosen(question, error instanceof Error ? error.message : "", id))}
				/>
			)}
			{data && (!loading || data.items.length >= page) && whole && (
				<ReachAnswer key={whole} answer={data} question={question} more={() => setLimit(limit + page)} />
			)}
		</div>
	);
}
