import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActorField } from "../search/ActorField";
import { NarrowFields } from "../search/NarrowFields";
import { Icon } from "../ui/Icon";
import { isWhole, minds, objectives, type PathsQuestion, type Travel } from "./question";
import { TravelFields } from "./TravelFields";

interface Props {
	value: PathsQuestion;
	onChange: (q: PathsQuestion) => void;
	onSubmit: () => void;
}

/** Asks how word could have got from one actor to another. */
export function PathsForm({ value: q, onChange, onSubmit }: Props) {
	const { t } = useTranslation();
	const [missing, setMissing] = useState(false);
	const change = (part: Partial<PathsQuestion>) => onChange({ ...q, ...part });
	const { max_hops, min_wait, max_wait, certain, avoid, k, ...rest } = q;
	const travel: Travel = {
		...(max_hops ? { max_hops } : {}),
		...(min_wait ? { min_wait } : {}),
		...(max_wait ? { max_wait } : {}),
		...(certain ? { certain } : {}),
		...(avoid ? { avoid } : {}),
	};
	return (
		<form
			className="stack paths-form"
			onSubmit={(e) => {
				e.preventDefault();
				setMissing(!isWhole(q));
				onSubmit();
			}}
		>
			<div className="paths-ends">
				<div className="stack">
					<ActorField label={t("paths.from")} value={q.from} onChange={(from) => change({ from })} single />
					<ActorField label={t("paths.to")} value={q.to} onChange={(to) => change({ to })} single />
				</div>
				<button
					type="button"
					className="button button-plain"
					onClick={() => change({ from: q.to, to: q.from })}
					aria-label={t("paths.swap")}
					title={t("paths.swap")}
				>
					<Icon name="swap" />
				</button>
			</div>
			<fieldset className="paths-objectives">
				<legend className="label">{t("paths.objective")}</legend>
				{objectives.map((o) => (
					<label key={o} className="paths-objective">
						<input
							type="radio"
							name="objective"
							checked={q.objective === o}
							onChange={() => change({ objective: o })}
						/>
						<span>
							<span className="paths-objective-name">{t(`paths.objective.${o}`)}</span>
							<span className="quiet">{t(`paths.objective.${o}.means`)}</span>
						</span>
					</label>
				))}
			</fieldset>
			<NarrowFields value={q} onChange={(part) => change(part as Partial<PathsQuestion>)} />
			<TravelFields
				value={travel}
				timed={minds(q.objective)}
				onChange={(next) => onChange({ ...rest, ...(k ? { k } : {}), ...next })}
			>
				{!minds(q.objective) && (
					<label className="field">
						<span>{t("paths.k")}</span>
						<input
							className="input"
							type="number"
							min={1}
							max={1000}
							placeholder={t("paths.kHint")}
							value={k ?? ""}
							onChange={(e) => {
								const n = Math.min(1000, Math.max(0, e.target.valueAsNumber || 0));
								onChange({ ...rest, ...travel, ...(n ? { k: n } : {}) });
							}}
						/>
					</label>
				)}
			</TravelFields>
			<div className="paths-submit">
				<button type="submit" className="button button-main">
					{t("paths.ask")}
				</button>
				{missing && !isWhole(q) && (
					<p role="alert" className="paths-missing">
						{t("paths.missing")}
					</p>
				)}
			</div>
		</form>
	);
}
