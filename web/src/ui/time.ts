import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Moment } from "../view/catalogue";

const form = {
	minute: { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" },
	day: { dateStyle: "medium", timeZone: "UTC" },
	month: { month: "long", year: "numeric", timeZone: "UTC" },
	year: { year: "numeric", timeZone: "UTC" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Say = (key: string, values?: Record<string, unknown>) => string;

const seasons = ["winter", "spring", "summer", "autumn"];

/** Says a moment as vague as it is known, in UTC. */
export function when(m: Moment | null | undefined, language: string, say: Say): string {
	if (!m || (!m.earliest && !m.latest)) return say("when.unknown");
	const { earliest, latest, precision } = m;
	const date = (text: string, style: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(language, style).format(new Date(text));
	if (!earliest) return say("when.before", { date: date(latest as string, form.day) });
	if (!latest) return say("when.after", { date: date(earliest, form.day) });
	if (earliest === latest) return date(earliest, form.minute);
	switch (precision) {
		case "minute":
			return date(earliest, form.minute);
		case "day":
			return date(earliest, form.day);
		case "month":
			return date(earliest, form.month);
		case "year":
			return date(earliest, form.year);
		case "season": {
			const start = new Date(earliest);
			const season = seasons[Math.floor(((start.getUTCMonth() + 1) % 12) / 3)];
			// A winter lies in two years.
			const year =
				season === "winter"
					? `${start.getUTCFullYear()}/${String(start.getUTCFullYear() + 1).slice(2)}`
					: date(earliest, form.year);
			return say(`when.${season}`, { year });
		}
		default:
			return say("when.between", { from: date(earliest, form.day), until: date(latest, form.day) });
	}
}

/** Returns `when` in the user's language. */
export function useWhen(): (m: Moment | null | undefined) => string {
	const { t, i18n } = useTranslation();
	return (m) => when(m, i18n.language, (key, values) => t(key, values ?? {}));
}

/** Returns what formats numbers in the user's language. */
export function useNumber(): (n: number) => string {
	const { i18n } = useTranslation();
	const format = useMemo(() => new Intl.NumberFormat(i18n.language), [i18n.language]);
	return (n) => format.format(n);
}
