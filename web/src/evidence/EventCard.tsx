import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ShowCypher } from "../ui/ShowCypher";
import { useWhen } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { Actions } from "./Actions";
import { Citations } from "./Citations";
import { Heading } from "./Heading";
import { MessageRow } from "./MessageRow";
import { Neighbors } from "./Neighbors";
import { Time } from "./Time";
import { Writers } from "./Writers";

interface Found {
	event: Schemas["EventAnswer"];
	around: Schemas["Neighborhood"];
}

async function find(id: string, signal: AbortSignal): Promise<Found> {
	const path = `events/${encodeURIComponent(id)}`;
	const [event, around] = await Promise.all([
		get<Found["event"]>(path, {}, signal),
		get<Found["around"]>(`${path}/neighborhood`, { limit: 10 }, signal),
	]);
	return { event, around };
}

/** An event: when, where that is read, and which messages speak of it. */
export function EventCard({ id }: { id: string }) {
	const { t } = useTranslation();
	const { data, error, retry } = useAsk(`event ${id}`, (signal) => find(id, signal));
	return (
		<div className="stack">
			<Heading kind={t("kind.event")} mark="event">
				{data?.event.label || id}
			</Heading>
			<Actions of={`event/${id}`} />
			{error !== undefined && <Failure error={error} retry={retry} />}
			{!data && error === undefined && <Waiting />}
			{data && <Known {...data} />}
		</div>
	);
}

function Known({ event: e, around }: Found) {
	const { t } = useTranslation();
	const when = useWhen();
	return (
		<>
			<Time at={e.at} note={e.time_note} />
			{e.summary && e.summary !== e.label && <p>{e.summary}</p>}
			<section className="part">
				<h3>{t("evidence.citations")}</h3>
				<Citations of={e.citations} cited={{ who: "", when: when(e.at), text: e.label || e.id, id: e.id }} />
			</section>
			<Neighbors title={t("evidence.before")} of={e.preceded_by} />
			<Neighbors title={t("evidence.after")} of={e.followed_by} />
			<Writers title={t("event.writers")} of={around} kind="mentions" left={around.left_out.nodes} />
			<section className="part">
				<h3>{t("event.messages")}</h3>
				{e.mentions === 0 && <p className="quiet">{t("event.unmentioned")}</p>}
				<ol className="items">
					{e.mentioned_by.map((m) => (
						<MessageRow key={m.id} of={m} />
					))}
				</ol>
				{e.mentions > e.mentioned_by.length && (
					<p className="quiet">{t("event.first", { count: e.mentioned_by.length })}</p>
				)}
			</section>
			<ShowCypher cypher={e.cypher} />
		</>
	);
}
