import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ask, useModel } from "../view/store";
import { Asking } from "./Asking";
import { useDraft } from "./draft";
import { PathsAnswer } from "./PathsAnswer";
import { PathsForm } from "./PathsForm";
import { askable, chosen, isWhole, type PathsQuestion, readPaths } from "./question";
import { Summary } from "./Summary";
import "./paths.css";

/** Asks for paths, draws them on the canvas and reads them out. */
export function PathsPanel() {
	const { t } = useTranslation();
	const asked = useModel((m) => m.asked.paths);
	const question = askable(readPaths(asked));
	const [draft, change, latest] = useDraft("paths", asked, readPaths);
	const [editing, setEditing] = useState(!isWhole(question));
	const [given, setGiven] = useState<string | null>(null); // the question that was cancelled
	const whole = isWhole(question) ? JSON.stringify(question) : null;
	const { data, error, loading, retry } = useAsk(whole === given ? null : whole, (signal) =>
		get<Schemas["Paths"]>("paths", { ...question }, signal),
	);

	const top = useRef<HTMLDivElement>(null);
	useEffect(() => {
		setEditing(whole === null);
		if (whole) top.current?.scrollIntoView?.({ block: "nearest" });
	}, [whole]);

	const submit = (q: PathsQuestion) => {
		change(q);
		if (!isWhole(q)) return;
		ask("paths", q);
		setGiven(null);
		setEditing(false);
	};
	return (
		<div className="stack" ref={top}>
			<h2>{t("paths.title")}</h2>
			{editing ? (
				<PathsForm value={draft} onChange={change} onSubmit={() => submit(latest())} />
			) : (
				<Summary question={question} objective={question.objective} edit={() => setEditing(true)} />
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
			{data && !loading && (
				<PathsAnswer key={whole} answer={data} question={question} again={(q) => submit(q)} />
			)}
		</div>
	);
}
