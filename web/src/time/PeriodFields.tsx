import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { setFilter, useModel } from "../view/store";
import { dayOf, stretchOf } from "./period";

/** The period of the filter, as days. */
export function PeriodFields() {
	const { t } = useTranslation();
	const { since, until } = useModel((m) => m.history.present.filter);
	const start = stretchOf(since)?.start;
	const end = stretchOf(until)?.end;
	return (
		<fieldset className="group period" aria-label={t("time.period")}>
			<Day
				label={t("time.from")}
				value={start === undefined ? "" : dayOf(start)}
				onChange={(day) => void setFilter({ since: day })}
			/>
			<Day
				label={t("time.until")}
				value={end === undefined ? "" : dayOf(Math.max(end - 1, 0))}
				onChange={(day) => void setFilter({ until: day })}
			/>
			<button
				type="button"
				className="button period-all"
				disabled={!since && !until}
				onClick={() => void setFilter({ since: "", until: "" })}
			>
				{t("time.all")}
			</button>
		</fieldset>
	);
}

/** How long a day that is being typed may rest before it counts, in milliseconds. */
const pause = 800;

function Day(props: { label: string; value: string; onChange: (day: string) => void }) {
	const [text, setText] = useState(props.value);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => setText(props.value), [props.value]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const settle = (day: string) => {
		clearTimeout(timer.current);
		// A year that is being typed goes through 0002, 0020 and 0201.
		if (day !== props.value && (day === "" || day >= "1000")) props.onChange(day);
	};
	return (
		<label className="period-day">
			<span className="label">{props.label}</span>
			<input
				type="date"
				className="input"
				value={text}
				max="9999-12-31"
				onChange={(e) => {
					const day = e.target.value;
					setText(day);
					clearTimeout(timer.current);
					timer.current = setTimeout(() => settle(day), pause);
				}}
				onBlur={() => settle(text)}
				onKeyDown={(e) => {
					if (e.key === "Enter") settle(text);
				}}
			/>
		</label>
	);
}
