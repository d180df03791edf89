import type { Schemas } from "../api/client";
import type { Moment } from "../view/catalogue";
import { duration } from "./duration";

type Path = Schemas["Path"];
type Contact = Schemas["Contact"];

/** What it takes to say a path in a language. */
export interface Speech {
	language: string;
	say: (key: string, values?: Record<string, unknown>) => string;
	when: (m: Moment) => string;
	topic: (id: string) => string;
}

/** Longest piece of a subject in a sentence, in characters. */
const longest = 90;

const day = 86_400_000;

/** Past so many days a date says more than a distance. */
const farApart = 60;

/** Reads a path out: a clause for each hop, in the order of the hops. */
export function sentence(path: Path, speech: Speech): string {
	const clauses = path.hops.map((hop, i) => {
		const before = path.hops[i - 1]?.contact.at;
		return clause(
			hop.contact,
			(before && after(before, hop.contact.at, speech)) ?? at(hop.contact.at, speech),
			speech,
		);
	});
	const text = `${clauses.join(speech.say("paths.sentence.join"))}.`;
	return text.charAt(0).toLocaleUpperCase(speech.language) + text.slice(1);
}

const verbs: Record<string, string> = {
	call: "call",
	meeting: "meeting",
	document: "document",
};

function clause(c: Contact, when: string, speech: Speech): string {
	const matter = subject(c, speech);
	const copy = c.role === "to" ? "" : speech.say(`paths.sentence.${c.role}`);
	return (
		speech.say(`paths.sentence.${verbs[c.channel] ?? "write"}`, { when, from: c.from.name, to: c.to.name }) +
		copy +
		(matter && speech.say("paths.sentence.about", { matter }))
	);
}

/** What a message is about: its subject, or else its topics; empty if nobody says. */
function subject(c: Contact, speech: Speech): string {
	const text = c.subject.trim();
	if (text) return speech.say("paths.sentence.quote", { text: shortened(text) });
	return new Intl.ListFormat(speech.language).format(
		c.topics.map((id) => speech.say("paths.sentence.quote", { text: shortened(speech.topic(id)) })),
	);
}

function shortened(text: string): string {
	return text.length <= longest ? text : `${text.slice(0, longest).trimEnd()}…`;
}

/** A moment with the preposition it takes. */
function at(m: Moment, speech: Speech): string {
	return speech.say(`paths.at.${preposition(m)}`, { when: speech.when(m) });
}

function preposition(m: Moment): string {
	if (!m.earliest || !m.latest) return "other";
	if (m.earliest === m.latest) return "day";
	switch (m.precision) {
		case "minute":
		case "day":
			return "day";
		case "month":
		case "year":
			return m.precision;
		case "season":
			return new Date(m.earliest).getUTCMonth() === 2 ? "spring" : "season";
		default:
			return "other";
	}
}

const dated = (m: Moment): boolean =>
	m.earliest !== null &&
	m.latest !== null &&
	(m.earliest === m.latest || ["second", "minute", "hour", "day"].includes(m.precision));

/** How long a moment is after another, or null if a distance would say more than is known. */
function after(before: Moment, m: Moment, speech: Speech): string | null {
	if (!dated(before) || !dated(m)) return null;
	const [from, to] = [Date.parse(before.earliest as string), Date.parse(m.earliest as string)];
	if (to < from) return null;
	const days = Math.floor(to / day) - Math.floor(from / day);
	const exact = before.earliest === before.latest && m.earliest === m.latest;
	if (exact && to - from < day) {
		if (to - from < 1000) return speech.say("paths.after.once");
		return speech.say("paths.after.distance", { distance: duration((to - from) / 1000, speech.language) });
	}
	if (days === 0) return speech.say("paths.after.sameDay");
	if (days === 1) return speech.say("paths.after.nextDay");
	return days <= farApart ? speech.say("paths.after.days", { count: days }) : null;
}

/** A pair of hops whose order in time is not certain by their dates: the index of the second. */
export function uncertainHops(path: Path): number[] {
	const out: number[] = [];
	for (let i = 1; i < path.hops.length; i++) {
		const before = path.hops[i - 1]?.contact.at.latest;
		const next = path.hops[i]?.contact.at.earliest;
		if (!before || !next || Date.parse(before) >= Date.parse(next)) out.push(i);
	}
	return out;
}
