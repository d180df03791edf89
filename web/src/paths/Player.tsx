import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import { useNumber, useWhen } from "../ui/time";
import type { Moment } from "../view/catalogue";
import type { Step } from "./arrivals";
import { type Ground, shade } from "./scale";

interface Props {
	steps: readonly Step[];
	direction: "from" | "to";
	total: number;
	ground: Ground;
	at: number; // index of the step shown
	onAt: (at: number) => void;
}

/** How long a whole play takes, and one step at least and at most, in milliseconds. */
const play = { whole: 12_000, least: 60, most: 900 };

/** Dates under the scale of colours. */
const ticks = [0, 0.5, 1];

/** Plays how word spread. The colours of the track are those on the canvas. */
export function Player({ steps, direction, total, ground, at, onAt }: Props) {
	const { t, i18n } = useTranslation();
	const when = useWhen();
	const number = useNumber();
	const [playing, setPlaying] = useState(false);
	const last = steps.length - 1;
	const pause = Math.min(play.most, Math.max(play.least, play.whole / steps.length));

	useEffect(() => {
		if (!playing) return;
		if (at >= last) {
			setPlaying(false);
			return;
		}
		const timer = setTimeout(() => onAt(at + 1), pause);
		return () => clearTimeout(timer);
	}, [playing, at, last, pause, onAt]);

	const step = steps[at];
	if (!step) return null;
	const go = (to: number) => {
		setPlaying(false);
		onAt(Math.min(last, Math.max(0, to)));
	};
	const start = () => {
		if (!playing && at >= last) onAt(0);
		setPlaying(!playing);
	};
	const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
	const now = t(`reach.by.${direction}`, {
		when: exact(step.moment) ? when(step.moment) : day.format(step.time),
		count: step.upTo,
		number: number(step.upTo),
		total: number(total),
	});
	const track = Array.from({ length: 13 }, (_, i) => shade(i / 12, ground)).join(", ");
	return (
		<fieldset className="player" aria-label={t("reach.play")}>
			<p className="player-now">{now}</p>
			<div className="player-track">
				<div className="player-scale" style={{ background: `linear-gradient(to right, ${track})` }} />
				<input
					type="range"
					min={0}
					max={last}
					value={at}
					aria-label={t("reach.time")}
					aria-valuetext={now}
					onChange={(e) => go(e.target.valueAsNumber)}
				/>
			</div>
			{last > 0 && (
				<div className="player-ticks quiet number" aria-hidden="true">
					{ticks.map((p) => (
						<span key={p}>{day.format(steps[Math.round(p * last)]?.time)}</span>
					))}
				</div>
			)}
			<div className="row">
				<button type="button" className="button" onClick={start}>
					<Icon name={playing ? "pause" : "play"} size={16} />
					{t(playing ? "reach.pause" : "reach.start")}
				</button>
				<button
					type="button"
					className="button"
					onClick={() => go(at - 1)}
					disabled={at === 0}
					aria-label={t("reach.back")}
					title={t("reach.back")}
				>
					<Icon name="previous" size={16} />
				</button>
				<button
					type="button"
					className="button"
					onClick={() => go(at + 1)}
					disabled={at === last}
					aria-label={t("reach.forth")}
					title={t("reach.forth")}
				>
					<Icon name="next" size={16} />
				</button>
			</div>
		</fieldset>
	);
}

const exact = (m: Moment): boolean => m.earliest !== null && m.earliest === m.latest;
