import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { figure, percent } from "./figures";
import { MatrixCell } from "./MatrixCell";
import { Rating } from "./Rating";

/** Hypotheses in rows, evidence in columns, each cell to be opened. */
export function MatrixTable({ result: m }: { result: Schemas["MatrixResult"] }) {
	const { t, i18n } = useTranslation();
	const [open, setOpen] = useState<readonly [number, number] | null>(null);
	const say = (n: number) => figure(n, i18n.language);
	const rank = new Map(m.ranking.map((p) => [p.hypothesis, p.rank]));
	const moved = new Set((m.moved?.cells ?? []).map((c) => `${c.hypothesis} ${c.evidence}`));
	const [i, j] = open ?? [-1, -1];
	const [row, piece, cell] = [m.hypotheses[i], m.evidence[j], m.cells[i]?.[j]];
	return (
		<>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard */}
			<section className="matrix" tabIndex={0} aria-label={t("hypotheses.matrix")}>
				<table>
					<thead>
						<tr>
							<th scope="col" className="matrix-name matrix-corner">
								{t("hypotheses.hypothesis")}
							</th>
							<th scope="col" className="matrix-score">
								{t("hypotheses.inconsistency")}
							</th>
							{m.evidence.map((e) => (
								<th key={e.id} scope="col" className="matrix-piece">
									{e.statement}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{m.hypotheses.map((h, row) => (
							<tr key={h.id} className={rank.get(h.id) === 1 ? "matrix-leads" : undefined}>
								<th scope="row" className="matrix-name">
									<span className="matrix-number">H{row + 1}</span> {h.statement}
									{rank.get(h.id) === 1 && <span className="matrix-first">{t("hypotheses.leads")}</span>}
								</th>
								<td className="number matrix-score">{say(h.inconsistency)}</td>
								{m.evidence.map((e, column) => {
									const c = m.cells[row]?.[column];
									if (!c) return <td key={e.id} />;
									return (
										<td key={e.id} className="matrix-cell">
											<button
												type="button"
												className="matrix-open"
												onClick={() => setOpen([row, column])}
												aria-label={t("hypotheses.openCell", {
													rating: t(`hypotheses.rating.${c.rating}`),
													hypothesis: h.statement,
													evidence: e.statement,
												})}
											>
												<Rating of={c.rating} />
												<span className="matrix-by">
													{t(`hypotheses.by.${c.by || "nothing"}`)}
													{c.spread > 0 && ` ≠`}
													{moved.has(`${h.id} ${e.id}`) && ` ${t("hypotheses.movedMark")}`}
												</span>
											</button>
										</td>
									);
								})}
							</tr>
						))}
					</tbody>
					<tfoot>
						<tr>
							<th scope="row" className="matrix-name matrix-foot" colSpan={2}>
								{t("hypotheses.diagnosticity")}
							</th>
							{m.evidence.map((e) => (
								<td key={e.id} className="number">
									<meter
										min={0}
										max={1}
										value={e.diagnosticity}
										aria-label={t("hypotheses.diagnosticityOf", { evidence: e.statement })}
									/>{" "}
									{percent(e.diagnosticity, i18n.language)}
								</td>
							))}
						</tr>
						<tr>
							<th scope="row" className="matrix-name matrix-foot" colSpan={2}>
								{t("hypotheses.weight")}
							</th>
							{m.evidence.map((e) => (
								<td key={e.id}>
									<span className="number">{say(e.weight)}</span>{" "}
									<span className="quiet">
										{t("hypotheses.levels", {
											credibility: t(`hypotheses.level.${e.credibility || "medium"}`),
											relevance: t(`hypotheses.level.${e.relevance || "medium"}`),
										})}
									</span>
								</td>
							))}
						</tr>
						<tr>
							<th scope="row" className="matrix-name matrix-foot" colSpan={2}>
								{t("hypotheses.withoutIt")}
							</th>
							{m.sensitivity.map((s) => (
								<td key={s.evidence} className={s.changes ? "matrix-changes" : "quiet"}>
									{s.changes && <strong>{t("hypotheses.changes")} </strong>}
									{s.leads.map((id) => `H${m.hypotheses.findIndex((h) => h.id === id) + 1}`).join(", ")}
								</td>
							))}
						</tr>
					</tfoot>
				</table>
			</section>
			{row && piece && cell && (
				<MatrixCell cell={cell} hypothesis={row} piece={piece} close={() => setOpen(null)} />
			)}
		</>
	);
}
