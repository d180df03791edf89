import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { figure } from "./figures";
import { MatrixTable } from "./MatrixTable";
import { Rating } from "./Rating";

const ratings = ["CC", "C", "N", "I", "II", "NA"];

/** A weighed matrix: what moved, the table, who ranks how. */
export function MatrixRead({
	result: m,
	children,
}: {
	result: Schemas["MatrixResult"];
	children?: React.ReactNode;
}) {
	const { t, i18n } = useTranslation();
	const say = (n: number | null | undefined) => figure(n, i18n.language);
	const hypothesis = (id: string) => m.hypotheses.find((h) => h.id === id)?.statement ?? id;
	const piece = (id: string) => m.evidence.find((e) => e.id === id)?.statement ?? id;
	const { moved, agreement } = m;
	return (
		<article className="finding finding-matrix stack">
			<h2>{m.question}</h2>
			{moved && (
				<section className="finding-note" role="status">
					<p>
						{moved.cells.length + moved.scores.length === 0
							? t("hypotheses.nothingMoved")
							: t("hypotheses.moved", { count: moved.cells.length })}{" "}
						{moved.data && t("hypotheses.otherData")}{" "}
						{moved.changed && (
							<strong>{t("hypotheses.nowLeads", { leads: moved.leads.map(hypothesis).join("; ") })}</strong>
						)}
					</p>
					<ul>
						{moved.cells.map((c) => (
							<li key={`${c.hypothesis} ${c.evidence}`}>
								{hypothesis(c.hypothesis)} · {piece(c.evidence)}: <Rating of={c.was} /> →{" "}
								<Rating of={c.now} />
							</li>
						))}
						{moved.scores.map((s) => (
							<li key={s.hypothesis} className="number">
								{hypothesis(s.hypothesis)}: {say(s.was)} → {say(s.now)}
							</li>
						))}
					</ul>
				</section>
			)}
			<MatrixTable result={m} />
			<ul className="matrix-legend">
				{ratings.map((r) => (
					<li key={r}>
						<Rating of={r} /> {t(`hypotheses.rating.${r}`)}
					</li>
				))}
			</ul>
			<p className="quiet">{t("hypotheses.matrixHow")}</p>
			{m.raters.length > 0 && (
				<section className="stack">
					<h3>{t("hypotheses.raters")}</h3>
					<ul>
						{m.raters.map((r) => (
							<li key={r.author}>
								<strong>{r.author}</strong>{" "}
								<span className="quiet">{t("hypotheses.judged", { count: r.judged })}</span>:{" "}
								{r.leads.map(hypothesis).join("; ")}
							</li>
						))}
					</ul>
					{agreement && (
						<p>
							{t("hypotheses.agreement", { alpha: say(agreement.alpha), count: agreement.cells })}
							{agreement.most[0] &&
								` ${t("hypotheses.mostApart", {
									hypothesis: hypothesis(agreement.most[0].hypothesis),
									evidence: piece(agreement.most[0].evidence),
								})}`}
						</p>
					)}
				</section>
			)}
			{children}
		</article>
	);
}
