import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { CypherQuestion } from "../ui/ShowCypher";
import { useWhen } from "../ui/time";
import { ask, openPanel } from "../view/store";
import { Evidence } from "./Evidence";
import { day, figure, interval } from "./figures";
import { Grid } from "./Grid";
import { Null } from "./Null";
import { Verdict } from "./Verdict";
import { inWords } from "./words";

interface Props {
	result: Schemas["HypothesisResult"];
	definition?: Schemas["Hypothesis"] | null | undefined;
	messages?: readonly Schemas["StoredMessage"][] | undefined;
	sources?: readonly Schemas["Source"][] | undefined;
	/** As part of something that has told the statement already. */
	part?: boolean;
	children?: React.ReactNode;
}

function openQuery({ query = "", parameters = {} }: Schemas["Hypothesis"]): void {
	const question: CypherQuestion = { query, parameters: JSON.stringify(parameters) };
	ask("cypher", question);
	openPanel("cypher");
}

const six = ["1", "2", "3", "4", "5", "6"];

/** What came of a test, to be read from top to bottom and to be printed. */
export function Finding({ result: r, definition, messages, sources, part, children }: Props) {
	const { t, i18n } = useTranslation();
	const when = useWhen();
	const say = (n: number | null | undefined) => figure(n, i18n.language);
	const between = (low: number | null, high: number | null) => interval(low, high, i18n.language);
	const { effect, p, adjusted, null: chance, vague, searched } = r;
	return (
		<article className="finding stack">
			{!part && (
				<header className="stack">
					<div>
						<Verdict of={r} />
					</div>
					<h2>{r.statement}</h2>
					{definition && <p>{inWords(definition, (key, values) => t(key, values ?? {}))}</p>}
					{definition?.query && (
						<button type="button" className="link" onClick={() => openQuery(definition)}>
							{t("cypher.show")}
						</button>
					)}
				</header>
			)}
			{r.reason && (
				<p className={r.enough_data ? "finding-note" : "finding-note finding-few"}>
					{!r.enough_data && <strong>{t("hypotheses.few")} </strong>}
					<span lang="en">{r.reason}</span>
				</p>
			)}
			<dl className="finding-figures">
				<div>
					<dt>{t("hypotheses.observed")}</dt>
					<dd className="number">{say(r.observed)}</dd>
					<dd className="quiet" lang="en">
						{r.measures}
					</dd>
				</div>
				{chance && (
					<div>
						<dt>{t("hypotheses.chance")}</dt>
						<dd className="number">{say(chance.mean)}</dd>
						<dd className="finding-interval">± {say(chance.sd)}</dd>
						<dd className="quiet">
							{t("hypotheses.meanSd", { count: r.permutations, number: say(r.permutations) })}
						</dd>
					</div>
				)}
				{effect && (
					<div>
						<dt>{t("hypotheses.effect")}</dt>
						<dd className="number">{say(effect.value)}</dd>
						<dd className="finding-interval">{between(effect.low, effect.high)}</dd>
						<dd className="quiet" lang="en">
							{effect.name}
						</dd>
					</div>
				)}
				{p && (
					<div>
						<dt>p</dt>
						<dd className="number">{say(p.value)}</dd>
						<dd className="finding-interval">{between(p.low, p.high)}</dd>
						<dd className="quiet">{t(`hypotheses.direction.${r.direction}`)}</dd>
					</div>
				)}
				{adjusted && (
					<div>
						<dt>{t("hypotheses.corrected")}</dt>
						<dd className="number">{say(adjusted.holm)}</dd>
						<dd className="quiet">Holm · Benjamini–Hochberg {say(adjusted.benjamini_hochberg)}</dd>
					</div>
				)}
				{r.exact && (
					<div>
						<dt>{t("hypotheses.exact")}</dt>
						<dd className="number">{say(r.exact.p)}</dd>
						<dd className="quiet" lang="en">
							{r.exact.name}: {r.exact.assumes}
						</dd>
					</div>
				)}
			</dl>
			{chance && r.observed !== null && <Null chance={chance} observed={r.observed} />}
			{chance && (
				<p className="finding-model">
					<strong>{chance.model}</strong>. {t(`hypotheses.model.${chance.model}`, "")}{" "}
					<span className="quiet" lang="en">
						{chance.fits}
					</span>
				</p>
			)}
			{vague && (
				<p className="finding-note">
					{t(vague.agrees ? "hypotheses.vague.same" : "hypotheses.vague.other", {
						reading: t(`hypotheses.reading.${vague.reading}`),
						observed: say(vague.observed),
						p: say(vague.p?.value),
					})}{" "}
					{vague.reason && <span lang="en">{vague.reason}</span>}
				</p>
			)}
			{r.table && (
				<Grid
					caption={t("hypotheses.mixing", { attribute: r.table.attribute })}
					rows={r.table.values}
					columns={r.table.values}
					observed={r.table.observed}
					expected={r.table.expected}
					p={r.table.holm}
					alpha={r.alpha}
				/>
			)}
			{r.motifs && (
				<Grid
					caption={t("hypotheses.motifs", { seconds: say(r.motifs.delta_seconds) })}
					rows={six}
					columns={six}
					observed={r.motifs.counts}
					expected={r.motifs.expected}
					p={r.motifs.p}
					alpha={r.alpha}
				/>
			)}
			<Evidence evidence={r.evidence} messages={messages} sources={sources} />
			{r.notes.length > 0 && (
				<ul className="finding-notes quiet" lang="en">
					{r.notes.map((n) => (
						<li key={n}>{n}</li>
					))}
				</ul>
			)}
			<section>
				<h3>{t("hypotheses.again")}</h3>
				<dl className="finding-facts">
					<dt>{t("hypotheses.searched")}</dt>
					<dd>
						{t("hypotheses.searchedWhat", {
							contacts: say(searched.contacts),
							messages: say(searched.messages),
							actors: say(searched.actors),
						})}
						{searched.first?.earliest &&
							searched.last?.latest &&
							`, ${day(searched.first.earliest, i18n.language)} – ${day(searched.last.latest, i18n.language)}`}
						{searched.vague > 0 &&
							`. ${t("hypotheses.vagueCount", { count: searched.vague, number: say(searched.vague) })}`}
						{searched.left_out > 0 &&
							` ${t("hypotheses.leftOut", { count: searched.left_out, number: say(searched.left_out) })}`}
					</dd>
					<dt>{t("hypotheses.reading")}</dt>
					<dd>{t(`hypotheses.reading.${r.reading}`)}</dd>
					{r.permutations > 0 && (
						<>
							<dt>{t("hypotheses.permutations")}</dt>
							<dd className="number">{say(r.permutations)}</dd>
							<dt>{t("hypotheses.seed")}</dt>
							<dd className="number">{r.seed}</dd>
							<dt>{t("hypotheses.alpha")}</dt>
							<dd className="number">{say(r.alpha)}</dd>
						</>
					)}
					<dt>{t("hypotheses.fingerprint")}</dt>
					<dd>
						<code className="finding-print">{r.fingerprint}</code>
					</dd>
					<dt>{t("hypotheses.version")}</dt>
					<dd>{r.version}</dd>
					{p && (
						<>
							<dt>{t("hypotheses.method")}</dt>
							<dd lang="en">{p.method}</dd>
						</>
					)}
				</dl>
			</section>
			{(sources?.length ?? 0) > 0 && (
				<section className="finding-sources">
					<h3>{t("hypotheses.sources")}</h3>
					<ul>
						{sources?.map((s) => (
							<li key={s.id}>
								{[s.publisher, s.title].filter(Boolean).join(": ") || s.id}
								{(s.published?.earliest || s.published?.latest) && (
									<span className="quiet">, {when(s.published)}</span>
								)}
							</li>
						))}
					</ul>
				</section>
			)}
			{children}
		</article>
	);
}
