import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Asking } from "./Asking";
import { chosen, hasEnd, readReach } from "./question";
import { ReachAnswer } from "./ReachAnswer";
import { ReachForm } from "./ReachForm";
import { Summary } from "./Summary";
import { useQuestion } from "./useQuestion";
import "./paths.css";
import "./reach.css";

/** How many of the reached are listed at first, and by how many the list grows. */
const page = 500;

/** Asks whom word could have reached, and plays how it spread. */
export function ReachPanel() {
	const { t } = useTranslation();
	const q = useQuestion("reach", readReach, hasEnd);
	const [limit, setLimit] = useState(page);
	const asked = useAsk(q.key && `${limit} ${q.key}`, async (signal) => ({
		to: q.key,
		answer: await get<Schemas["Reach"]>("reach", { ...q.question, limit }, signal),
	}));
	// biome-ignore lint/correctness/useExhaustiveDependencies: another question begins anew
	useEffect(() => setLimit(page), [q.key]);
	return (
		<div className="stack">
			<h2>{t("reach.title")}</h2>
			{q.editing ? (
				<ReachForm value={q.draft} onChange={q.change} onSubmit={() => q.submit()} />
			) : (
				<Summary question={q.question} edit={q.edit} />
			)}
			<Asking
				asked={asked}
				cancelled={q.cancelled}
				cancel={q.cancel}
				again={q.again}
				choose={(id, error) => q.submit(chosen(q.question, error, id))}
			/>
			{asked.data?.to === q.key && asked.data && (
				<ReachAnswer
					key={q.key}
					answer={asked.data.answer}
					question={q.question}
					still={q.still}
					more={() => setLimit(limit + page)}
				/>
			)}
		</div>
	);
}
