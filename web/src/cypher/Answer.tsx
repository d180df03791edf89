import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { download } from "../share/download";
import { Failure } from "../ui/Failure";
import { useNumber } from "../ui/time";
import { notify } from "../view/store";
import { csv } from "./csv";
import { Rows } from "./Rows";
import { mostShown, show } from "./run";

interface Props {
	answer: Schemas["CypherAnswer"];
	/** The next one is being asked for, or failed. */
	old: boolean;
}

/** What a query gave: its rows, and the way to the canvas for the graph in them. */
export function Answer({ answer, old }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const [failure, setFailure] = useState<unknown>();
	const { rows, columns, graph } = answer;
	const put = () => {
		setFailure(undefined);
		show(graph).catch(setFailure);
	};
	return (
		<section className="answer" aria-label={t("cypher.answer")}>
			{old && <p className="quiet">{t("cypher.old")}</p>}
			<div className="row">
				<p className="answer-count number" role="status">
					{t("cypher.rows", { count: rows.length, number: number(rows.length) })}
					<span className="quiet">
						{" "}
						· {t("cypher.elapsed", { ms: number(Math.round(answer.elapsed_ms)) })}
					</span>
				</p>
				{graph.nodes.length > 0 && (
					<button type="button" className="button" onClick={put}>
						{t("cypher.canvas")}
					</button>
				)}
				{rows.length > 0 && (
					<>
						<button
							type="button"
							className="button button-plain"
							onClick={() =>
								navigator.clipboard.writeText(csv(columns, rows)).then(
									() => notify({ text: "cypher.copied" }),
									(error) => setFailure(error),
								)
							}
						>
							{t("cypher.copy")}
						</button>
						<button
							type="button"
							className="button button-plain"
							onClick={() => download("backchannel.csv", `\ufeff${csv(columns, rows)}`, "text/csv")}
						>
							{t("cypher.download")}
						</button>
					</>
				)}
			</div>
			{graph.nodes.length > mostShown && (
				<p className="quiet">{t("cypher.mostShown", { number: number(mostShown) })}</p>
			)}
			{failure !== undefined && <Failure error={failure} retry={put} dismiss={() => setFailure(undefined)} />}
			{answer.truncated && <p className="answer-truncated">{t("cypher.truncated")}</p>}
			{rows.length === 0 ? (
				<p className="quiet">{t("cypher.noRows")}</p>
			) : (
				<Rows key={answer.cypher + answer.elapsed_ms} columns={columns} rows={rows} />
			)}
		</section>
	);
}
