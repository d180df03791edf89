import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActorField } from "../search/ActorField";
import { NarrowFields } from "../search/NarrowFields";
import type { ReachQuestion, Travel } from "./question";
import { TravelFields } from "./TravelFields";

interface Props {
	value: ReachQuestion;
	onChange: (q: ReachQuestion) => void;
	onSubmit: () => void;
}

/** Asks whom word from an actor could have reached, or from whom it could have come. */
export function ReachForm({ value: q, onChange, onSubmit }: Props) {
	const { t } = useTranslation();
	const [missing, setMissing] = useState(false);
	const [back, setBack] = useState(q.to.length > 0);
	const actor = back ? q.to : q.from;
	const put = (names: string[], backward: boolean) =>
		onChange({ ...q, from: backward ? [] : names, to: backward ? names : [] });
	const { from, to, about, since, until, role, channel, ...travel } = q;
	return (
		<form
			className="stack paths-form"
			onSubmit={(e) => {
				e.preventDefault();
				setMissing(true);
				onSubmit();
			}}
		>
			<fieldset className="paths-objectives">
				<legend className="label">{t("reach.direction")}</legend>
				{[false, true].map((backward) => (
					<label key={String(backward)} className="paths-objective">
						<input
							type="radio"
							name="direction"
							checked={back === backward}
							onChange={() => {
								setBack(backward);
								put(actor, backward);
							}}
						/>
						<span>{t(backward ? "reach.backward" : "reach.forward")}</span>
					</label>
				))}
			</fieldset>
			<ActorField
				label={t(back ? "reach.to" : "reach.from")}
				value={actor}
				onChange={(names) => put(names, back)}
				single
			/>
			<NarrowFields value={q} onChange={(part) => onChange({ ...q, ...(part as Partial<ReachQuestion>) })} />
			<TravelFields
				value={travel as Travel}
				timed
				onChange={(next) => onChange({ from, to, about, since, until, role, channel, ...next })}
			/>
			<div className="paths-submit">
				<button type="submit" className="button button-main">
					{t("reach.ask")}
				</button>
				{missing && actor.length === 0 && (
					<p role="alert" className="paths-missing">
						{t("reach.missing")}
					</p>
				)}
			</div>
		</form>
	);
}
