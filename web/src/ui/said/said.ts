import i18next from "i18next";
import { useTranslation } from "react-i18next";

/**
 * What the service says stands in English sentences, and in the template that each was made from,
 * with verbs as Go has them in the place of values. The template is the key of the translations
 * beside this file; a sentence that has none is shown as it is.
 */
export interface Said {
	text: string;
	template?: string | undefined;
	values?: readonly string[] | undefined;
}

/** The i18next namespace of what the service says. */
export const namespace = "said";

export function said({ text, template = text, values = [] }: Said): string {
	return i18next.t(template, { ...values, ns: namespace, defaultValue: text });
}

/** The same for a component, which is drawn again when the language changes. */
export function useSaid(): (s: Said) => string {
	useTranslation();
	return said;
}

type No = { text: string; sentences?: readonly { template: string; values?: readonly string[] }[] };

/** All that a negative answer says. */
export const saidOf = (no: No): string =>
	no.sentences
		? no.sentences.map((s) => said({ ...s, text: filled(s.template, s.values ?? []) })).join(" ")
		: said({ text: no.text });

/** A template with its values in place, in English. */
export function filled(template: string, values: readonly string[]): string {
	let i = 0;
	return template.replace(/%(\[(\d+)\])?([a-z%])/g, (_, __, nth, verb) => {
		if (verb === "%") return "%";
		const value = values[nth ? Number(nth) - 1 : i++] ?? "";
		return verb === "q" ? `“${value}”` : value;
	});
}
