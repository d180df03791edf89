const units = [
	["day", 86_400],
	["hour", 3600],
	["minute", 60],
	["second", 1],
] as const;

/** Says a stretch of time by its two largest units, in a language: "2 days 3 hours". */
export function duration(seconds: number, language: string): string {
	let left = Math.max(0, Math.round(seconds));
	const at = units.findIndex(([, size]) => left >= size);
	if (at < 0) return said(0, "second", language);
	const parts: string[] = [];
	for (const [unit, size] of units.slice(at, at + 2)) {
		const n = Math.floor(left / size);
		left -= n * size;
		if (n > 0) parts.push(said(n, unit, language));
	}
	return new Intl.ListFormat(language, { type: "unit", style: "narrow" }).format(parts);
}

const said = (n: number, unit: string, language: string): string =>
	new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(n);
