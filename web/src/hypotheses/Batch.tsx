import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Finding } from "./Finding";
import { figure } from "./figures";
import { Verdict } from "./Verdict";

/** Several results side by side, their p-values corrected for their number. */
export function Batch({ batch }: { batch: Schemas["TestedBatch"] }) {
	const { t, i18n } = useTranslation();
	const [open, setOpen] = useState<string | null>(null);
	const say = (n: number | null | undefined) => figure(n, i18n.language);
	const chosen = batch.items.find((o) => o.id === open)?.result;
	return (
		<section className="stack" aria-label={t("hypotheses.batch")}>
			<h3>{t("hypotheses.batch")}</h3>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard */}
			<section className="results" tabIndex={0} aria-label={t("hypotheses.batch")}>
				<table>
					<thead>
						<tr>
							<th scope="col">{t("hypotheses.hypothesis")}</th>
							<th scope="col">{t("hypotheses.holds")}</th>
							<th scope="col">{t("hypotheses.observed")}</th>
							<th scope="col">{t("hypotheses.effect")}</th>
							<th scope="col">p</th>
							<th scope="col">Holm</th>
							<th scope="col">
								<abbr title="Benjamini–Hochberg">BH</abbr>
							</th>
						</tr>
					</thead>
					<tbody>
						{batch.items.map(({ id, result: r, detail, code }) => (
							<tr key={id}>
								<th scope="row">
									{r ? (
										<button
											type="button"
											className="link"
											aria-expanded={open === id}
											onClick={() => setOpen(open === id ? null : id)}
										>
											{r.statement}
										</button>
									) : (
										id
									)}
								</th>
								{r ? (
									<>
										<td>
											<Verdict of={r} />
										</td>
										<td className="number">{say(r.observed)}</td>
										<td className="number">{say(r.effect?.value)}</td>
										<td className="number">{say(r.p?.value)}</td>
										<td className="number">{say(r.adjusted?.holm)}</td>
										<td className="number">{say(r.adjusted?.benjamini_hochberg)}</td>
									</>
								) : (
									<td colSpan={6} className="results-failed">
										{t(`failure.code.${code}`, "")} <span lang="en">{detail}</span>
									</td>
								)}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			{chosen && <Finding result={chosen} />}
		</section>
	);
}
