/** A measured number, to four digits; whole numbers are whole. */
export function figure(n: number | null | undefined, language: string): string {
	if (n === null || n === undefined) return "–";
	const digits = Number.isInteger(n) ? {} : { maximumSignificantDigits: 4 };
	return new Intl.NumberFormat(language, digits).format(n);
}

/** The ends of an interval; an end that is not known, or infinite, stands as a dash. */
export const interval = (low: number | null, high: number | null, language: string): string =>
	`[${figure(low, language)}; ${figure(high, language)}]`;

/** The day of an instant, in UTC. */
export function day(instant: string, language: string): string {
	const date = new Date(instant);
	if (Number.isNaN(date.getTime())) return instant;
	return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(date);
}

/** A share of one, in percent. */
export const percent = (n: number, language: string): string =>
	new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(n);
