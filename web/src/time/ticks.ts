import { day } from "./period";

/** Says the times on an axis, as finely as they lie apart; increments in milliseconds. */
export function ticks(at: readonly number[], increment: number, language: string): string[] {
	const form = (style: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" });
	const year = form({ year: "numeric" });
	const month = form({ month: "short" });
	const date = form({ day: "numeric", month: "short" });
	const hour = form({ hour: "2-digit", minute: "2-digit" });
	return at.map((ms, i) => {
		const d = new Date(ms);
		const newYear = d.getUTCMonth() === 0 && d.getUTCDate() === 1;
		if (increment >= 360 * day || (newYear && increment >= 27 * day)) return year.format(d);
		if (increment >= 27 * day)
			return i === 0 ? form({ month: "short", year: "numeric" }).format(d) : month.format(d);
		if (increment >= day) return date.format(d);
		return ms % day === 0 ? date.format(d) : hour.format(d);
	});
}
