import { day } from "./period";

/** Says the times on an axis, as finely as they lie apart; increments in milliseconds. */
export function ticks(at: readonly number[], increment: number, language: string): string[] {
	const form = (style: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" });
	const year = form({ year: "numeric" });
	const month = form({ month: "short" });
	const monthAndYear = form({ month: "short", year: "numeric" });
	const date = form({ day: "numeric", month: "short" });
	const hour = form({ hour: "2-digit", minute: "2-digit" });
	return at.map((ms, i) => {
		const d = new Date(ms);
		const before = at[i - 1];
		const sameYear = before !== undefined && new Date(before).getUTCFullYear() === d.getUTCFullYear();
		if (increment >= 360 * day) return year.format(d);
		if (increment >= 27 * day) {
			if (sameYear) return month.format(d);
			return d.getUTCMonth() === 0 ? year.format(d) : monthAndYear.format(d);
		}
		if (increment >= day) return date.format(d);
		return ms % day === 0 ? date.format(d) : hour.format(d);
	});
}
