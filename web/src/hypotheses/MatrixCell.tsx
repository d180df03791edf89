import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Sheet } from "../ui/Sheet";
import { useModel } from "../view/store";
import { Finding } from "./Finding";
import { day } from "./figures";
import { Rating } from "./Rating";

interface Props {
	cell: Schemas["MatrixRated"];
	hypothesis: Schemas["MatrixRow"];
	piece: Schemas["MatrixColumn"];
	close: () => void;
}

/** Where a rating comes from: the rule and its test, and who judged what and why. */
export function MatrixCell({ cell, hypothesis, piece, close }: Props) {
	const { t, i18n } = useTranslation();
	// A message of the evidence opens in the drawer, which the dialog would cover.
	const selection = useModel((m) => m.selection);
	const before = useRef(selection);
	useEffect(() => {
		if (selection !== before.current) close();
	}, [selection, close]);
	const result = cell.result ?? piece.result;
	const failure = cell.failure ?? piece.failure;
	return (
		<Sheet
			title={
				<>
					<Rating of={cell.rating} /> {t(`hypotheses.rating.${cell.rating}`)}
				</>
			}
			close={close}
		>
			<dl className="finding-facts">
				<dt>{t("hypotheses.hypothesis")}</dt>
				<dd>{hypothesis.statement}</dd>
				<dt>{t("hypotheses.piece")}</dt>
				<dd>{piece.statement}</dd>
			</dl>
			{cell.spread > 0 && <p className="finding-note">{t("hypotheses.apart", { count: cell.spread })}</p>}
			{cell.tested && (
				<p>
					{t("hypotheses.ruled")} <Rating of={cell.tested} /> <span lang="en">{cell.reason}</span>
				</p>
			)}
			{failure && (
				<p className="finding-note finding-few">
					{t("hypotheses.failed")} <span lang="en">{failure.detail}</span>
				</p>
			)}
			{cell.judgements.length > 0 && (
				<section className="stack">
					<h3>{t("hypotheses.judgements")}</h3>
					<ul className="cell-judgements">
						{cell.judgements.map((j) => (
							<li key={j.author + j.date}>
								<Rating of={j.rating} />
								<div>
									<p>{j.reason}</p>
									<p className="quiet">
										{j.author}, <time dateTime={j.date}>{day(j.date, i18n.language)}</time>
									</p>
								</div>
							</li>
						))}
					</ul>
				</section>
			)}
			{cell.judgements.length === 0 && !cell.tested && !failure && (
				<p className="quiet">{t("hypotheses.nothing")}</p>
			)}
			{cell.tested && result && <Finding result={result} part />}
		</Sheet>
	);
}
