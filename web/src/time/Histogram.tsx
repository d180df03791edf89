import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { useNumber } from "../ui/time";
import { setFilter, useModel } from "../view/store";
import { narrowing } from "../view/view";
import { Bars } from "./Bars";
import { Brush } from "./Brush";
import { extent, marksOf } from "./extent";
import { Marks } from "./Marks";
import { PeriodFields } from "./PeriodFields";
import { bounds, dayOf, filtered } from "./period";
import "./histogram.css";

type Answer = Schemas["Histogram"];

/** How many stretches of time at most: the service makes fewer where times are too vague. */
const buckets = 128;

/** Contacts by time under the canvas; brushing over it narrows graph and lists. */
export function Histogram() {
	const { t } = useTranslation();
	const filter = useModel((m) => m.history.present.filter);
	const revision = useModel((m) => m.revision);
	const { since: _, until: __, ...rest } = narrowing(filter);
	const { data, error, retry, loading } = useAsk(`histogram ${revision} ${JSON.stringify(rest)}`, (signal) =>
		get<Answer>("histogram", { ...rest, buckets }, signal),
	);
	return (
		<section className="time" aria-label={t("time.histogram")} aria-busy={loading}>
			{error !== undefined && <Failure error={error} retry={retry} />}
			{data && <Chart of={data} />}
			{!data && error === undefined && <div className="histogram" />}
		</section>
	);
}

function Chart({ of: data }: { of: Answer }) {
	const { t, i18n } = useTranslation();
	const number = useNumber();
	const { since, until } = useModel((m) => m.history.present.filter);
	const [open, setOpen] = useState(false);
	const { starts, counts, all, width, marks, shown } = useMemo(() => {
		const edges = data.buckets.map((b) => [Date.parse(b.since), Date.parse(b.until)] as const);
		const [first, last] = [edges[0], edges.at(-1)];
		const all = first && last ? { start: first[0], end: last[1] } : null;
		const marks = marksOf(data.events);
		return {
			starts: edges.map(([start]) => start),
			counts: data.buckets.map((b) => b.contacts),
			all,
			width: first ? first[1] - first[0] : 1000,
			marks,
			shown: extent(all, marks),
		};
	}, [data]);
	const date = useMemo(
		() => new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" }),
		[i18n.language],
	);
	const narrowed = since !== "" || until !== "";
	const total = counts.reduce((n, c) => n + c, 0);
	const most = counts.length ? counts.indexOf(Math.max(...counts)) : -1;
	const stretch = (i: number) =>
		date.formatRange(starts[i] as number, Math.max(starts[i] as number, (starts[i] as number) + width - 1));
	const contacts = (i: number) =>
		t("time.contacts", { count: counts[i] ?? 0, number: number(counts[i] ?? 0) });
	const left = [
		data.undated > 0 && t("time.undated", { count: data.undated, number: number(data.undated) }),
		data.vague > 0 && t("time.vague", { count: data.vague, number: number(data.vague) }),
	].filter(Boolean);
	const summary = [
		all
			? t("time.summary", {
					count: total,
					number: number(total),
					from: date.format(all.start),
					until: date.format(all.end - 1),
				})
			: t("time.nothing"),
		most >= 0 && total > 0 ? t("time.most", { when: stretch(most), contacts: contacts(most) }) : "",
		...left,
		marks.length > 0 && t("time.marks", { count: marks.length }),
	]
		.filter(Boolean)
		.join(" ");
	const say = (at: number): string => {
		const i = Math.floor((at - (all?.start ?? 0)) / width);
		return i in counts ? `${stretch(i)}: ${contacts(i)}` : date.format(at);
	};
	return (
		<div className="histogram">
			<p className="visually-hidden">{summary}</p>
			<div className="histogram-chart">
				{shown ? (
					<>
						<Bars starts={starts} counts={counts} shown={shown} />
						<div className="histogram-plot">
							<Brush
								shown={shown}
								chosen={narrowed ? filtered(since, until, shown) : null}
								choose={(brushed) => void setFilter(all ? bounds(brushed, all, width) : days(brushed))}
								say={say}
							/>
							<Marks of={marks} shown={shown} />
						</div>
					</>
				) : (
					<p className="histogram-nothing quiet">{t("time.nothing")}</p>
				)}
			</div>
			<div className="histogram-side">
				<button
					type="button"
					className="button histogram-toggle"
					aria-expanded={open}
					aria-pressed={narrowed}
					onClick={() => setOpen(!open)}
				>
					{t("time.period")}
				</button>
				<div className="histogram-fields" data-open={open}>
					<PeriodFields />
					{left.length > 0 && <p className="quiet histogram-left">{left.join(" ")}</p>}
				</div>
			</div>
		</div>
	);
}

const days = ({ start, end }: { start: number; end: number }) => ({ since: dayOf(start), until: dayOf(end) });
