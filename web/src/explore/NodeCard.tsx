import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Actions } from "../evidence/Actions";
import { Citations } from "../evidence/Citations";
import { Claims } from "../evidence/Claims";
import { Heading } from "../evidence/Heading";
import { MessageRow } from "../evidence/MessageRow";
import { Who } from "../evidence/Who";
import { Failure } from "../ui/Failure";
import { ShowCypher } from "../ui/ShowCypher";
import { useNumber, useWhen } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { ask, openPanel, useModel } from "../view/store";
import { Correspondents } from "./Correspondents";
import { Replies } from "./Replies";
import "./nodecard.css";

type Card = Schemas["Card"];

/** The card of an actor. */
export function NodeCard({ id }: { id: string }) {
	const { t } = useTranslation();
	const known = useModel((m) => m.catalogue.nodes.get(`actor/${id}`));
	const { data, error, retry } = useAsk(`card ${id}`, (signal) =>
		get<Card>(`actors/${encodeURIComponent(id)}`, {}, signal),
	);
	const kind = data?.kind ?? known?.kind ?? "person";
	return (
		<div className="stack">
			<Heading kind={t(`kind.${kind}`)} mark={kind}>
				{data?.name || known?.name || id}
			</Heading>
			<Actions of={`actor/${id}`} />
			<Questions id={id} />
			{error !== undefined && <Failure error={error} retry={retry} />}
			{!data && error === undefined && <Waiting />}
			{data && <Content of={data} />}
		</div>
	);
}

/** The questions that begin or end at an actor, under the filter in force. */
function Questions({ id }: { id: string }) {
	const { t } = useTranslation();
	const { about, since, until, role, channel } = useModel((m) => m.history.present.filter);
	const narrow = { about, since, until, role: [...role], channel: [...channel] };
	const put = (panel: "paths" | "reach", ends: { from: string[]; to: string[] }) => {
		ask(panel, { ...narrow, ...ends, ...(panel === "paths" ? { objective: "earliest-arrival" } : {}) });
		openPanel(panel);
	};
	return (
		<div className="row">
			<button type="button" className="link" onClick={() => put("paths", { from: [id], to: [] })}>
				{t("card.pathsFrom")}
			</button>
			<button type="button" className="link" onClick={() => put("paths", { from: [], to: [id] })}>
				{t("card.pathsTo")}
			</button>
			<button type="button" className="link" onClick={() => put("reach", { from: [id], to: [] })}>
				{t("card.reach")}
			</button>
		</div>
	);
}

function Content({ of: c }: { of: Card }) {
	const { t } = useTranslation();
	const when = useWhen();
	const number = useNumber();
	return (
		<>
			<dl className="counts">
				<div>
					<dt>{t("card.sent")}</dt>
					<dd className="number">{number(c.sent)}</dd>
				</div>
				<div>
					<dt>{t("card.received")}</dt>
					<dd className="number">{number(c.received)}</dd>
				</div>
				{c.unaddressed > 0 && (
					<div>
						<dt>{t("card.unaddressed")}</dt>
						<dd className="number">{number(c.unaddressed)}</dd>
					</div>
				)}
			</dl>
			<dl className="facts">
				{c.aliases.length > 0 && (
					<>
						<dt>{t("card.aliases")}</dt>
						<dd>{c.aliases.join(", ")}</dd>
					</>
				)}
				{c.roles && c.roles.length > 0 && (
					<>
						<dt>{t("card.roles")}</dt>
						<dd>{c.roles.join(", ")}</dd>
					</>
				)}
				{c.first && (
					<>
						<dt>{t("card.first")}</dt>
						<dd className="number">{when(c.first)}</dd>
					</>
				)}
				{c.last && (
					<>
						<dt>{t("card.last")}</dt>
						<dd className="number">{when(c.last)}</dd>
					</>
				)}
				{Object.entries(c.attributes ?? {}).map(([name, value]) => [
					<dt key={name}>{name.replaceAll("_", " ")}</dt>,
					<dd key={`${name} value`}>{value}</dd>,
				])}
			</dl>
			{c.note && <p className="quiet">{c.note}</p>}
			<Correspondents title={t("card.writesTo")} of={c.writes_to} other="to" />
			<Correspondents title={t("card.hearsFrom")} of={c.hears_from} other="from" />
			{c.sent + c.received > 0 && <Replies of={c.id} name={c.name} />}
			<Ties of={c} />
			<Claims of={c.claims} />
			{c.unaddressed_messages.length > 0 && (
				<section className="part">
					<h3>{t("card.posts")}</h3>
					<ol className="items">
						{c.unaddressed_messages.map((m) => (
							<MessageRow key={m.id} of={m} />
						))}
					</ol>
				</section>
			)}
			<section className="part">
				<h3>{t("evidence.citations")}</h3>
				<Citations of={c.citations} />
			</section>
			<ShowCypher cypher={c.cypher} />
		</>
	);
}

/** Memberships and relations: what is not a contact. */
function Ties({ of: c }: { of: Card }) {
	const { t } = useTranslation();
	const when = useWhen();
	const period = (from: Schemas["Moment"], until: Schemas["Moment"]) =>
		[
			from.earliest || from.latest ? t("card.since", { date: when(from) }) : "",
			until.earliest || until.latest ? t("card.until", { date: when(until) }) : "",
		]
			.filter(Boolean)
			.join(" ");
	if (c.memberships.length === 0 && c.relations.length === 0) return null;
	return (
		<section className="part">
			<h3>{t("card.ties")}</h3>
			<ul className="ties">
				{c.memberships.map((m) => (
					<li key={`${m.person} ${m.organization} ${m.role}`}>
						{c.id === m.person ? (
							<>
								{m.role || t("card.member")} · <Who of={m.organization_ref} />
							</>
						) : (
							<>
								<Who of={m.person_ref} /> · {m.role || t("card.member")}
							</>
						)}{" "}
						<span className="quiet">{period(m.from, m.until)}</span>
					</li>
				))}
				{c.relations.map((r) => (
					<li key={`${r.from} ${r.to} ${r.kind}`}>
						<Who of={r.from_ref} /> <span className="quiet">– {r.kind} →</span> <Who of={r.to_ref} />{" "}
						<span className="quiet">{period(r.since, r.until)}</span>
					</li>
				))}
			</ul>
		</section>
	);
}
