import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { figure } from "./figures";
import { Verdict } from "./Verdict";

/** What becomes of a finding without each source, actor and third of the period. */
export function SensitivityTable({ sensitivity: s }: { sensitivity: Schemas["HypothesisSensitivity"] }) {
	const { t, i18n } = useTranslation();
	const say = (n: number | null | undefined) => figure(n, i18n.language);
	return (
		<section className="stack" aria-label={t("hypotheses.sensitivity")}>
			<h3>{t("hypotheses.sensitivity")}</h3>
			<p className={s.survives ? undefined : "finding-note"}>
				{t(s.survives ? "hypotheses.survives" : "hypotheses.falls")}
			</p>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard */}
			<section className="results" tabIndex={0} aria-label={t("hypotheses.sensitivity")}>
				<table>
					<thead>
						<tr>
							<th scope="col">{t("hypotheses.without")}</th>
							<th scope="col">{t("hypotheses.contacts")}</th>
							<th scope="col">{t("hypotheses.holds")}</th>
							<th scope="col">{t("hypotheses.observed")}</th>
							<th scope="col">{t("hypotheses.effect")}</th>
							<th scope="col">p</th>
						</tr>
					</thead>
					<tbody>
						<tr>
							<th scope="row">{t("hypotheses.nothingLeftOut")}</th>
							<Cells of={s.whole} say={say} />
						</tr>
						{s.removals.map((r, i) => (
							<tr key={`${r.without} ${r.id}`} className={i === s.most ? "results-most" : undefined}>
								<th scope="row">
									{t(`hypotheses.without.${r.without}`, r.without)}: {r.name || r.id}
									{i === s.most && <span className="quiet"> · {t("hypotheses.most")}</span>}
								</th>
								<Cells of={r} say={say} />
							</tr>
						))}
					</tbody>
				</table>
			</section>
			{s.notes.length > 0 && (
				<ul className="quiet" lang="en">
					{s.notes.map((n) => (
						<li key={n}>{n}</li>
					))}
				</ul>
			)}
		</section>
	);
}

interface CellsProps {
	of: Schemas["HypothesisVariant"];
	say: (n: number | null | undefined) => string;
}

function Cells({ of, say }: CellsProps) {
	return (
		<>
			<td className="number">{say(of.contacts)}</td>
			<td title={of.reason}>
				<Verdict of={of} />
			</td>
			<td className="number">{say(of.observed)}</td>
			<td className="number">{say(of.effect?.value)}</td>
			<td className="number">{say(of.p?.value)}</td>
		</>
	);
}
