import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { people } from "../evidence/MessageRow";
import { More } from "../evidence/More";
import { Row } from "../evidence/Row";
import { usePages } from "../evidence/usePages";
import { useWords } from "../evidence/words";
import { ShowCypher } from "../ui/ShowCypher";
import { saidOf } from "../ui/said/said";
import { useNumber, useWhen } from "../ui/time";
import { useModel } from "../view/store";
import { isNarrow, narrowing } from "../view/view";
import { byMonth, type Group } from "./months";
import "../evidence/evidence.css";
import "./timeline.css";

type Item = Schemas["TimelineItem"];

/** Messages and events in order, and apart what nobody dates. */
export function TimelinePanel() {
	const { t } = useTranslation();
	const number = useNumber();
	const when = useWhen();
	const filter = useModel((m) => m.history.present.filter);
	const list = usePages<Schemas["Timeline"]>("timeline", { ...narrowing(filter), limit: 100 });
	const first = list.pages[0];
	const dated = list.pages.flatMap((p) => p.items);
	const undated = list.pages.flatMap((p) => p.undated);
	const total = first?.total ?? 0;
	return (
		<div className="stack">
			<h2>{t("panel.timeline")}</h2>
			{first && (
				<p className="quiet number">
					{t("timeline.count", { count: total, number: number(total) })}{" "}
					{isNarrow(filter) && t("evidence.narrowed")}
				</p>
			)}
			{total === 0 && first?.coverage.no && <p>{saidOf(first.coverage.no)}</p>}
			{byMonth(dated).map((group) => (
				<Month key={`${group.items[0]?.kind} ${group.items[0]?.id}`} of={group} />
			))}
			{undated.length > 0 && (
				<section className="timeline-group">
					<h3 className="timeline-month">{t("timeline.undated")}</h3>
					<p className="quiet">{t("timeline.undatedNote")}</p>
					<Items of={undated} heading={when(undated[0]?.at)} undated />
				</section>
			)}
			<More list={list} shown={dated.length + undated.length} total={total} />
			<ShowCypher cypher={first?.cypher} />
		</div>
	);
}

function Month({ of: { month, items } }: { of: Group<Item> }) {
	const { i18n } = useTranslation();
	const when = useWhen();
	const [item] = items;
	if (!item) return null;
	const heading = month
		? new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" }).format(
				new Date(`${month}-01T00:00:00Z`),
			)
		: when(item.at);
	return (
		<section className="timeline-group">
			<h3 className="timeline-month">{heading}</h3>
			<Items of={items} heading={heading} />
		</section>
	);
}

interface ItemsProps {
	of: readonly Item[];
	/** Says a time already. */
	heading: string;
	undated?: boolean;
}

function Items({ of, heading, undated }: ItemsProps) {
	const when = useWhen();
	const { t } = useTranslation();
	const words = useWords();
	const selection = useModel((m) => m.selection);
	return (
		<ol className="items">
			{of.map((i) => {
				const event = i.kind === "event";
				return (
					<Row
						key={`${i.kind} ${i.id}`}
						{...(when(i.at) === heading ? {} : { at: i.at })}
						text={i.label}
						beside={
							event ? (
								<span className="timeline-event">
									<span className="kind kind-event" aria-hidden="true" /> {t("kind.event")}
								</span>
							) : (
								words.channel(i.channel ?? "")
							)
						}
						below={[people(i.from ?? [], i.to ?? []), undated ? i.time_note : ""].filter(Boolean).join(" · ")}
						opens={event ? { kind: "node", key: `event/${i.id}` } : { kind: "message", id: i.id }}
						current={
							event
								? selection?.kind === "node" && selection.key === `event/${i.id}`
								: selection?.kind === "message" && selection.id === i.id
						}
					/>
				);
			})}
		</ol>
	);
}
