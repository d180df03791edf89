import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colour, useDark } from "../app/theme";
import type { Stretch } from "./period";
import { ticks } from "./ticks";

/** The room that the axes take around the bars, in pixels; histogram.css says the same. */
const room = { left: 44, top: 16, right: 8, bottom: 20 };

const { bars } = uPlot.paths;

interface Props {
	/** Starts of the stretches, in milliseconds. */
	starts: readonly number[];
	counts: readonly number[];
	shown: Stretch;
}

/** The bars and axes of the histogram; a picture only. */
export function Bars({ starts, counts, shown }: Props) {
	const { i18n } = useTranslation();
	const place = useRef<HTMLDivElement>(null);
	const dark = useDark();
	// biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the document
	useEffect(() => {
		const div = place.current as HTMLDivElement;
		const axis = {
			stroke: colour("text-2"),
			font: "11px system-ui, sans-serif",
			grid: { stroke: colour("line"), width: 1 },
			ticks: { show: false },
			gap: 4,
		};
		const compact = new Intl.NumberFormat(i18n.language, { notation: "compact" });
		const chart = new uPlot(
			{
				width: Math.max(div.clientWidth, 1),
				height: Math.max(div.clientHeight, 1),
				padding: [room.top, room.right, 0, 0],
				legend: { show: false },
				cursor: { show: false },
				select: { show: false, left: 0, top: 0, width: 0, height: 0 },
				tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
				scales: {
					x: { time: true, range: [shown.start / 1000, shown.end / 1000] },
					y: { range: (_, __, max) => [0, Math.max(max, 1)] },
				},
				axes: [
					{
						...axis,
						size: room.bottom,
						grid: { show: false },
						values: (_, at, __, ___, increment) =>
							ticks(
								at.map((s) => s * 1000),
								increment * 1000,
								i18n.language,
							),
					},
					{
						...axis,
						size: room.left,
						space: 22,
						incrs: [1, 2, 5]
							.flatMap((n) => [0, 1, 2, 3, 4, 5, 6, 7].map((e) => n * 10 ** e))
							.sort((a, b) => a - b),
						values: (_, at) => at.map((n) => compact.format(n)),
					},
				],
				series: [
					{},
					{
						fill: colour("accent"),
						stroke: colour("accent"),
						width: 0,
						points: { show: false },
						...(bars ? { paths: bars({ size: [0.92, 200], align: 1 }) } : {}),
					},
				],
			},
			[starts.map((ms) => ms / 1000), [...counts]],
			div,
		);
		const observer = new ResizeObserver(() =>
			chart.setSize({ width: Math.max(div.clientWidth, 1), height: Math.max(div.clientHeight, 1) }),
		);
		observer.observe(div);
		return () => {
			observer.disconnect();
			chart.destroy();
		};
	}, [starts, counts, shown.start, shown.end, i18n.language, dark]);
	return <div className="bars" ref={place} aria-hidden="true" />;
}
