import { useTranslation } from "react-i18next";
import { ActorField } from "../search/ActorField";
import { NarrowFields } from "../search/NarrowFields";
import { arrange, clear, setFilter, showAll, showWhole, useModel } from "../view/store";
import { everything, isNarrow, type Layout } from "../view/view";
import { Welcome } from "./Welcome";
import "./explore.css";

const layouts: readonly Layout[] = ["force", "circular", "time", "organization"];
const kinds = ["person", "organization", "topic", "event"] as const;

/** How much of the whole graph can be shown at once: nodes and edges. */
const sizes = [
	[300, 3000],
	[2000, 10_000],
	[20_000, 60_000],
	[100_000, 300_000],
] as const;

/** Narrows, arranges, shows more or less. */
export function ExplorePanel() {
	const { t, i18n } = useTranslation();
	const { nodes, filter, layout } = useModel((m) => m.history.present);
	const all = Object.values(nodes);
	const hidden = all.filter((n) => n.hidden).length;
	const number = new Intl.NumberFormat(i18n.language);
	return (
		<div className="stack">
			<Welcome />
			<section className="stack">
				<div className="row">
					<h2 className="explore-title">{t("explore.narrow")}</h2>
					{isNarrow(filter) && (
						<button type="button" className="link" onClick={() => void setFilter(everything)}>
							{t("explore.widen")}
						</button>
					)}
				</div>
				<ActorField
					label={t("explore.actor")}
					value={filter.actor}
					onChange={(actor) => void setFilter({ actor })}
				/>
				<NarrowFields value={filter} onChange={(change) => void setFilter(change)} />
			</section>
			<section className="stack">
				<h2>{t("explore.layout")}</h2>
				<fieldset className="row group" aria-label={t("explore.layout")}>
					{layouts.map((l) => (
						<button
							key={l}
							type="button"
							className="button"
							aria-pressed={l === layout}
							onClick={() => void arrange(l)}
							disabled={all.length === 0}
						>
							{t(`layout.${l}`)}
						</button>
					))}
				</fieldset>
			</section>
			<section className="stack">
				<h2>{t("explore.canvas")}</h2>
				<p className="quiet">
					{t("explore.count", { count: all.length - hidden, number: number.format(all.length - hidden) })}
				</p>
				<div className="row">
					{hidden > 0 && (
						<button type="button" className="button" onClick={showAll}>
							{t("explore.hidden", { count: hidden })}
						</button>
					)}
					<button type="button" className="button" onClick={clear} disabled={all.length === 0}>
						{t("explore.clear")}
					</button>
				</div>
				<label className="field">
					<span>{t("explore.whole")}</span>
					<select
						className="input"
						value=""
						onChange={(e) => {
							const [n, m] = sizes[Number(e.target.value)] ?? sizes[0];
							void showWhole(n, m);
						}}
					>
						<option value="" disabled>
							{t("explore.choose")}
						</option>
						{sizes.map(([n], i) => (
							<option key={n} value={i}>
								{t("explore.strongest", { number: number.format(n) })}
							</option>
						))}
					</select>
				</label>
			</section>
			<section className="stack">
				<h2>{t("explore.legend")}</h2>
				<ul className="explore-legend">
					{kinds.map((kind) => (
						<li key={kind} className="row">
							<span className={`kind kind-${kind}`} aria-hidden="true" />
							{t(`kind.${kind}`)}
						</li>
					))}
				</ul>
				<p className="quiet">{t("explore.edges")}</p>
			</section>
		</div>
	);
}
