import { useTranslation } from "react-i18next";
import { get, post, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ShowCypher } from "../ui/ShowCypher";
import { useWhen } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { Actions } from "./Actions";
import { Citations } from "./Citations";
import { Heading } from "./Heading";
import { Neighbors } from "./Neighbors";
import { Row } from "./Row";
import { Time } from "./Time";
import { Writers } from "./Writers";

interface Found {
	around: Schemas["Neighborhood"];
	/** As the timeline has it; absent if its words do not find it. */
	item: Schemas["TimelineItem"] | undefined;
}

async function find(id: string, signal: AbortSignal): Promise<Found> {
	const around = await get<Found["around"]>(
		`events/${encodeURIComponent(id)}/neighborhood`,
		{ limit: 10 },
		signal,
	);
	const named = await get<Schemas["Timeline"]>(
		"timeline",
		{ about: around.center.name, limit: 1000 },
		signal,
	);
	const item = [...named.items, ...named.undated].find((i) => i.kind === "event" && i.id === id);
	return { around, item };
}

const mentions = (
	id: string,
) => `MATCH (m:Message)-[:MENTIONS]->(e:Event {id: '${id.replace(/[\\']/g, "\\$&")}'})
RETURN m.id AS id, m.subject AS subject, m.summary AS summary,
  m.sent_earliest AS earliest, m.sent_latest AS latest, m.precision AS precision
ORDER BY earliest, id`;

/** An event: when, where that is read, and which messages speak of it. */
export function EventCard({ id }: { id: string }) {
	const { t } = useTranslation();
	const when = useWhen();
	const { data, error, retry } = useAsk(`event ${id}`, (signal) => find(id, signal));
	const at = data?.item?.at ?? data?.around.center.at;
	const name = data?.around.center.name || id;
	return (
		<div className="stack">
			<Heading kind={t("kind.event")} mark="event">
				{name}
			</Heading>
			<Actions of={`event/${id}`} />
			{error !== undefined && <Failure error={error} retry={retry} />}
			{!data && error === undefined && <Waiting />}
			{data && (
				<>
					{at && <Time at={at} note={data.item?.time_note} />}
					{data.item && (
						<section className="part">
							<h3>{t("evidence.citations")}</h3>
							<Citations
								of={data.item.citations}
								cited={{ who: "", when: at ? when(at) : "", text: name, id }}
							/>
						</section>
					)}
					<Neighbors title={t("evidence.before")} of={data.item?.preceded_by ?? []} />
					<Neighbors title={t("evidence.after")} of={data.item?.followed_by ?? []} />
					<Writers
						title={t("event.writers")}
						of={data.around}
						kind="mentions"
						left={data.around.left_out.nodes}
					/>
				</>
			)}
			<Mentioning id={id} />
			<ShowCypher cypher={mentions(id)} />
		</div>
	);
}

type Answer = Schemas["CypherAnswer"];

/** The messages that speak of an event. */
function Mentioning({ id }: { id: string }) {
	const { t } = useTranslation();
	const { data, error, retry } = useAsk(`mentioning ${id}`, (signal) =>
		post<Answer>("cypher", { query: mentions(id), limit: 200 }, signal),
	);
	if (error !== undefined) return <Failure error={error} retry={retry} />;
	if (!data) return null;
	const rows = data.rows as [string, string | null, string | null, string | null, string | null, string][];
	return (
		<section className="part">
			<h3>{t("event.messages")}</h3>
			{rows.length === 0 && <p className="quiet">{t("event.unmentioned")}</p>}
			<ol className="items">
				{rows.map(([message, subject, summary, earliest, latest, precision]) => (
					<Row
						key={message}
						at={{ earliest, latest, precision }}
						text={subject || summary || ""}
						opens={{ kind: "message", id: message }}
					/>
				))}
			</ol>
			{data.truncated && <p className="quiet">{t("event.first", { count: rows.length })}</p>}
		</section>
	);
}
