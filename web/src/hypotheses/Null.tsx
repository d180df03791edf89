import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Schemas } from "../api/client";
import { colour, useDark } from "../app/theme";
import { figure } from "./figures";

interface Props {
	chance: Schemas["HypothesisNullResult"];
	observed: number;
}

const height = 190;

/** What chance gave, as a histogram, and where the observation lies. */
export function Null({ chance, observed }: Props) {
	const { t, i18n } = useTranslation();
	const dark = useDark();
	const host = useRef<HTMLDivElement>(null);
	const say = (n: number) => figure(n, i18n.language);
	const text = t("hypotheses.histogram", {
		mean: say(chance.mean),
		sd: say(chance.sd),
		observed: say(observed),
		less: say(chance.tally.less),
		equal: say(chance.tally.equal),
		greater: say(chance.tally.greater),
	});
	const label = t("hypotheses.observedAt", { value: say(observed) });
	// biome-ignore lint/correctness/useExhaustiveDependencies: colours follow the theme
	useEffect(() => {
		const at = host.current as HTMLDivElement;
		const bins = chance.histogram;
		const [low, high] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1];
		const [min, max] = [Math.min(low, observed), Math.max(high, observed)];
		const margin = (max - min || 1) * 0.06;
		const axis = {
			stroke: () => colour("text-2"),
			ticks: { stroke: () => colour("line") },
			font: "12px system-ui",
		};
		const format = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 5 });
		const values = (_: uPlot, splits: number[]) => splits.map((v) => format.format(v));
		const plot = new uPlot(
			{
				width: at.clientWidth,
				height,
				legend: { show: false },
				cursor: { show: false },
				padding: [24, 12, 0, 0],
				scales: {
					x: { time: false, range: [min - margin, max + margin] },
					y: { range: [0, Math.max(...bins.map((b) => b.count)) * 1.08] },
				},
				axes: [
					{ ...axis, grid: { show: false }, values },
					{ ...axis, grid: { stroke: () => colour("line"), width: 1 }, size: 44, values },
				],
				series: [{}, { show: false }],
				hooks: {
					draw: [
						(u) => {
							const { ctx } = u;
							ctx.save();
							ctx.fillStyle = colour("edge");
							const ground = u.valToPos(0, "y", true);
							for (const b of bins) {
								const from = u.valToPos(b.from, "x", true);
								const to = Math.max(u.valToPos(b.to, "x", true), from + 2);
								const top = u.valToPos(b.count, "y", true);
								ctx.fillRect(from, top, Math.max(to - from - devicePixelRatio, 1), ground - top);
							}
							observation(u, observed, label);
							ctx.restore();
						},
					],
				},
			},
			[bins.map((b) => (b.from + b.to) / 2), bins.map((b) => b.count)],
			at,
		);
		const sized = new ResizeObserver(() => plot.setSize({ width: at.clientWidth, height }));
		sized.observe(at);
		const redraw = () => plot.redraw(false);
		addEventListener("beforeprint", redraw);
		addEventListener("afterprint", redraw);
		return () => {
			removeEventListener("beforeprint", redraw);
			removeEventListener("afterprint", redraw);
			sized.disconnect();
			plot.destroy();
		};
	}, [chance, observed, label, dark, i18n.language]);
	return (
		<figure className="null">
			<div ref={host} role="img" aria-label={text} />
			<figcaption className="quiet">{text}</figcaption>
		</figure>
	);
}

/** A line at the observation, with its name above. */
function observation(u: uPlot, observed: number, label: string): void {
	const { ctx, bbox } = u;
	const x = u.valToPos(observed, "x", true);
	ctx.strokeStyle = ctx.fillStyle = colour("accent");
	ctx.lineWidth = 2 * devicePixelRatio;
	ctx.beginPath();
	ctx.moveTo(x, bbox.top - 4 * devicePixelRatio);
	ctx.lineTo(x, bbox.top + bbox.height);
	ctx.stroke();
	ctx.font = `600 ${12 * devicePixelRatio}px system-ui`;
	const half = ctx.measureText(label).width / 2;
	const middle = Math.min(Math.max(x, bbox.left + half), bbox.left + bbox.width - half);
	ctx.textAlign = "center";
	ctx.fillText(label, middle, bbox.top - 9 * devicePixelRatio);
}
