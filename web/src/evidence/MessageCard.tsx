import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ShowCypher } from "../ui/ShowCypher";
import { useWhen } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { Citations } from "./Citations";
import { Claims } from "./Claims";
import { Heading } from "./Heading";
import { people } from "./MessageRow";
import { Neighbors } from "./Neighbors";
import { Thread } from "./Thread";
import { Time } from "./Time";
import { useTopics } from "./useKnown";
import { Named, Referred, Who } from "./Who";
import { useWords } from "./words";

type Message = Schemas["MessageAnswer"];

/** A message with all its evidence. Its text is text, whatever stands in it. */
export function MessageCard({ id }: { id: string }) {
	const { t } = useTranslation();
	const words = useWords();
	const { data, error, retry } = useAsk(`message ${id}`, (signal) =>
		get<Message>(`messages/${encodeURIComponent(id)}`, {}, signal),
	);
	return (
		<div className="stack">
			<Heading kind={data ? words.channel(data.channel) : t("kind.message")}>
				{data ? data.subject || people(data.from, data.to) : t("kind.message")}
			</Heading>
			{error !== undefined && <Failure error={error} retry={retry} />}
			{!data && error === undefined && <Waiting />}
			{data && <Content of={data} />}
		</div>
	);
}

function Content({ of: m }: { of: Message }) {
	const { t } = useTranslation();
	const when = useWhen();
	const names = (all: { id: string; name: string }[]) => all.map((a) => a.name || a.id).join(", ");
	const cited = {
		who: m.to.length ? `${names(m.from)} → ${names(m.to)}` : names(m.from),
		when: when(m.sent),
		text: m.subject || m.summary || "",
		id: m.id,
	};
	return (
		<>
			<Time at={m.sent} note={m.time_note} />
			<People of={m} />
			{m.summary && <p className="message-summary">{m.summary}</p>}
			{m.body && <pre className="message-body">{m.body}</pre>}
			<Topics of={m} />
			<section className="part">
				<h3>{t("message.answered")}</h3>
				<p>{t(`answered.${m.answered}`)}</p>
				{m.answered_citations && m.answered_citations.length > 0 && <Citations of={m.answered_citations} />}
			</section>
			<section className="part">
				<h3>{t("evidence.citations")}</h3>
				<Citations of={m.citations} cited={cited} />
				<Recipients of={m} />
			</section>
			<Claims of={m.claims} />
			<Neighbors title={t("message.replyTo")} of={m.reply_to} />
			<Neighbors title={t("message.replies")} of={m.replies} />
			<Neighbors title={t("evidence.before")} of={m.preceded_by} />
			<Neighbors title={t("evidence.after")} of={m.followed_by} />
			<Thread of={m.id} />
			<Attributes of={m} />
			<ShowCypher cypher={m.cypher} />
		</>
	);
}

/** How many recipients are named at first, so that what was written is in sight; and at most, as a list to everybody has thousands. */
const few = 10;
const most = 1000;

function People({ of: m }: { of: Message }) {
	const { t } = useTranslation();
	const words = useWords();
	return (
		<dl className="facts">
			<dt>{t("message.from")}</dt>
			<dd>
				{m.from.length === 0 && t("message.nobody")}
				<ul className="names">
					{m.from.map((a) => (
						<li key={a.id}>
							<Who of={a} />
						</li>
					))}
				</ul>
			</dd>
			{m.to.length === 0 && (
				<>
					<dt>{t("message.to")}</dt>
					<dd className="quiet">{t("message.noRecipient")}</dd>
				</>
			)}
			{["to", "cc", "bcc"].map((role) => {
				const all = m.to.filter((a) => a.role === role);
				if (all.length === 0) return null;
				return [
					<dt key={role}>{words.role(role)}</dt>,
					<dd key={`${role} names`}>
						<Names of={all} />
					</dd>,
				];
			})}
		</dl>
	);
}

function Names({ of: all }: { of: Message["to"] }) {
	const { t } = useTranslation();
	const [open, setOpen] = useState(all.length <= few + 2); // to hide one or two saves nothing
	const shown = open ? most : few;
	const others = t("message.others", { count: all.length - shown });
	return (
		<ul className="names">
			{all.slice(0, shown).map((a) => (
				<li key={a.id}>
					<Who of={a} />
				</li>
			))}
			{all.length > shown && (
				<li className="quiet">
					{open ? (
						others
					) : (
						<button type="button" className="link" onClick={() => setOpen(true)}>
							{others}
						</button>
					)}
				</li>
			)}
		</ul>
	);
}

/** Where it is read to whom the message went, if that is not where the message is read. */
function Recipients({ of: m }: { of: Message }) {
	const { t } = useTranslation();
	const own = new Set(m.citations.map((c) => JSON.stringify(c)));
	const apart = m.recipients
		.filter((r) => r.citations?.some((c) => !own.has(JSON.stringify(c))))
		.slice(0, few);
	if (apart.length === 0) return null;
	const names = new Map(m.to.map((a) => [a.id, a.name]));
	return (
		<details>
			<summary>{t("message.recipients")}</summary>
			<ul className="claims">
				{apart.map((r) => (
					<li key={`${r.actor} ${r.role}`} className="claim">
						{names.get(r.actor) || r.actor}
						<Citations of={r.citations ?? []} />
					</li>
				))}
			</ul>
		</details>
	);
}

function Topics({ of: m }: { of: Message }) {
	const { t } = useTranslation();
	const { data: topics } = useTopics();
	if (m.topics.length === 0 && m.mentions.length === 0) return null;
	return (
		<dl className="facts">
			{m.topics.length > 0 && (
				<>
					<dt>{t("message.about")}</dt>
					<dd>
						<ul className="names">
							{m.topics.map((topic) => (
								<li key={topic}>
									<Named to={`topic/${topic}`}>{topics?.get(topic)?.label || topic}</Named>
								</li>
							))}
						</ul>
					</dd>
				</>
			)}
			{m.mentions.length > 0 && (
				<>
					<dt>{t("message.mentions")}</dt>
					<dd>
						<ul className="names">
							{m.mentions.map((one) => (
								<li key={`${one.ref.label} ${one.ref.id}`}>
									<Referred to={one.ref} name={one.name} />
								</li>
							))}
						</ul>
					</dd>
				</>
			)}
		</dl>
	);
}

function Attributes({ of: m }: { of: Message }) {
	const { t } = useTranslation();
	return (
		<section className="part">
			<h3>{t("message.record")}</h3>
			<dl className="facts">
				<dt>{t("message.id")}</dt>
				<dd className="message-id">{m.id}</dd>
				{Object.entries(m.attributes ?? {}).map(([name, value]) => [
					<dt key={name}>{name.replaceAll("_", " ")}</dt>,
					<dd key={`${name} value`}>{value}</dd>,
				])}
			</dl>
		</section>
	);
}
