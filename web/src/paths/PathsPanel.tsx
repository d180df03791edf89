import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Asking } from "./Asking";
import { PathsAnswer } from "./PathsAnswer";
import { PathsForm } from "./PathsForm";
import { askable, chosen, isWhole, readPaths } from "./question";
import { Summary } from "./Summary";
import { useQuestion } from "./useQuestion";
import "./paths.css";

/** Asks for paths, draws them on the canvas and reads them out. */
export function PathsPanel() {
	const { t } = useTranslation();
	const q = useQuestion("paths", readPaths, isWhole);
	const question = askable(q.question);
	const asked = useAsk(q.key, async (signal) => ({
		to: q.key,
		answer: await get<Schemas["Paths"]>("paths", { ...question }, signal),
	}));
	return (
		<div className="stack">
			<h2>{t("paths.title")}</h2>
			{q.editing ? (
				<PathsForm value={q.draft} onChange={q.change} onSubmit={() => q.submit()} />
			) : (
				<Summary question={question} objective={question.objective} edit={q.edit} />
			)}
			<Asking
				asked={asked}
				cancelled={q.cancelled}
				cancel={q.cancel}
				again={q.again}
				choose={(id, error) => q.submit(chosen(q.question, error, id))}
			/>
			{asked.data?.to === q.key && asked.data && (
				<PathsAnswer
					key={q.key}
					answer={asked.data.answer}
					question={question}
					still={q.still}
					again={(other) => q.submit(other)}
				/>
			)}
		</div>
	);
}
