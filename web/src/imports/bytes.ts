import { useTranslation } from "react-i18next";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Says a size in bytes in a language. */
export function sizeOf(bytes: number, language: string): string {
	const at = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
	return new Intl.NumberFormat(language, {
		style: "unit",
		unit: units[at] ?? "byte",
		unitDisplay: at === 0 ? "long" : "short",
		maximumFractionDigits: at === 0 ? 0 : 1,
	}).format(bytes / 1000 ** at);
}

/** Returns what says sizes in the user's language. */
export function useBytes(): (bytes: number) => string {
	const { i18n } = useTranslation();
	return (bytes) => sizeOf(bytes, i18n.language);
}
