import i18next from "i18next";
import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import uiEnglish from "../ui/i18n/en.json";
import uiFrench from "../ui/i18n/fr.json";
import uiNorwegian from "../ui/i18n/nb.json";
import { when } from "../ui/time";
import type { Moment } from "../view/catalogue";
import english from "./i18n/en.json";
import french from "./i18n/fr.json";
import norwegian from "./i18n/nb.json";
import { type Speech, sentence, uncertainHops } from "./sentence";

type Path = Schemas["Path"];
type Precision = Schemas["Moment"]["precision"];

await i18next.init({
	keySeparator: false,
	nsSeparator: false,
	interpolation: { escapeValue: false },
	resources: {
		en: { translation: { ...uiEnglish, ...english } },
		fr: { translation: { ...uiFrench, ...french } },
		nb: { translation: { ...uiNorwegian, ...norwegian } },
	},
});

function speech(language: string): Speech {
	const say = i18next.getFixedT(language) as Speech["say"];
	return {
		language,
		say,
		when: (m) => when(m, language === "en" ? "en-GB" : language, say),
		topic: (id) => id.replaceAll("-", " "),
	};
}

const point = (text: string): Moment => ({ earliest: text, latest: text, precision: "second" });
const span = (earliest: string | null, latest: string | null, precision: Precision): Moment => ({
	earliest,
	latest,
	precision,
});

interface Told {
	from: string;
	to: string;
	at: Moment;
	subject?: string;
	topics?: string[];
	role?: "to" | "cc" | "bcc";
	channel?: string;
}

function path(...hops: Told[]): Path {
	const actor = (name: string) => ({ id: name, name, kind: "person" as const });
	return {
		hops: hops.map(({ from, to, at, subject = "", topics = [], role = "to", channel = "email" }) => ({
			from: actor(from),
			to: actor(to),
			alternatives: 0,
			contact: {
				message_id: "m",
				at,
				from: actor(from),
				to: actor(to),
				role,
				channel,
				topics,
				subject,
				summary: "",
				answered: "unknown",
				certainty: "certain",
				citations: [],
			},
		})),
	} as unknown as Path;
}

test.each([
	[
		"exact times, and the next day",
		path(
			{ from: "Jeff", to: "Louise", at: point("2001-05-03T14:02:00Z"), subject: "Prices" },
			{ from: "Louise", to: "Ken", at: point("2001-05-04T18:00:00Z"), role: "cc" },
		),
		"On 3 May 2001, 14:02, Jeff wrote to Louise about “Prices”; the next day Louise wrote to Ken (in copy).",
	],
	[
		"hours, and days",
		path(
			{ from: "A", to: "B", at: point("2001-05-03T08:00:00Z") },
			{ from: "B", to: "C", at: point("2001-05-03T10:30:00Z"), channel: "call" },
			{ from: "C", to: "D", at: point("2001-05-09T10:30:00Z"), channel: "meeting" },
		),
		"On 3 May 2001, 08:00, A wrote to B; 2 hours 30 minutes later B spoke by telephone with C; 6 days later C met D.",
	],
	[
		"the same day is not known to the hour",
		path(
			{ from: "A", to: "B", at: span("2001-05-03T00:00:00Z", "2001-05-03T23:59:59.999999Z", "day") },
			{ from: "B", to: "C", at: span("2001-05-03T00:00:00Z", "2001-05-03T23:59:59.999999Z", "day") },
		),
		"On 3 May 2001, A wrote to B; the same day B wrote to C.",
	],
	[
		"vague times stay vague, and topics stand in for a subject",
		path(
			{
				from: "A",
				to: "B",
				at: span("2016-06-01T00:00:00Z", "2016-08-31T23:59:59.999999Z", "season"),
				topics: ["stolen-mail", "money"],
			},
			{ from: "B", to: "C", at: span(null, null, "unknown"), channel: "document" },
		),
		"In summer 2016, A wrote to B about “stolen mail” and “money”; at a time that nobody gives, B handed documents to C.",
	],
	[
		"an earlier hop is not said to follow",
		path(
			{ from: "A", to: "B", at: point("2001-05-03T08:00:00Z") },
			{ from: "B", to: "C", at: point("2001-05-01T08:00:00Z") },
		),
		"On 3 May 2001, 08:00, A wrote to B; on 1 May 2001, 08:00, B wrote to C.",
	],
])("reads out %s", (_, p, text) => {
	expect(sentence(p, speech("en"))).toBe(text);
});

const twoDays = path(
	{ from: "Jeff", to: "Louise", at: point("2001-05-03T14:02:00Z"), subject: "Prices" },
	{ from: "Louise", to: "Ken", at: point("2001-05-04T18:00:00Z") },
);

test.each([
	[
		"fr",
		"Le 3 mai 2001, 14:02, Jeff a écrit à Louise au sujet de « Prices » ; le lendemain, Louise a écrit à Ken.",
	],
	["nb", "3. mai 2001, 14:02 skrev Jeff til Louise om «Prices»; dagen etter skrev Louise til Ken."],
])("reads out in %s", (language, text) => {
	const plain = sentence(twoDays, speech(language)).replaceAll(/[\u00a0\u202f]/g, " ");
	expect(plain).toBe(text);
});

test("a subject is text, and a long one is shortened", () => {
	const p = path({ from: "A", to: "B", at: point("2001-05-03T08:00:00Z"), subject: `<b>${"x".repeat(200)}` });
	const said = sentence(p, speech("en"));
	expect(said).toContain("“<b>xxx");
	expect(said.length).toBeLessThan(150);
	expect(said).toContain("…”.");
});

test("hops whose order the dates leave open are named", () => {
	const day = (n: number) => span(`2001-05-0${n}T00:00:00Z`, `2001-05-0${n}T23:59:59.999999Z`, "day");
	const p = path(
		{ from: "A", to: "B", at: day(1) },
		{ from: "B", to: "C", at: day(2) },
		{ from: "C", to: "D", at: day(2) },
		{ from: "D", to: "E", at: span(null, null, "unknown") },
	);
	expect(uncertainHops(p)).toEqual([2, 3]);
});
