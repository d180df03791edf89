import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { namespace } from "../ui/said/said";

/** The languages, by the name that each has for itself. */
export const languages = { en: "English", fr: "Français", nb: "Norsk" } as const;
export type Language = keyof typeof languages;

type Texts = Record<string, string>;

// Each area keeps its texts beside its code. English is there at once, because
// it stands in for what is missing; the others come when they are chosen.
const english = import.meta.glob<Texts>("../*/i18n/en.json", { eager: true, import: "default" });
const said = import.meta.glob<Texts>("../ui/said/{fr,nb}.json", { import: "default" });
const others = import.meta.glob<Texts>("../*/i18n/{fr,nb}.json", { import: "default" });

async function texts(language: Language): Promise<Texts> {
	if (language === "en") return Object.assign({}, ...Object.values(english));
	const wanted = Object.entries(others).filter(([path]) => path.endsWith(`/${language}.json`));
	return Object.assign({}, ...(await Promise.all(wanted.map(([, load]) => load()))));
}

const kept = "backchannel.language";

/** The language chosen before, or else the first of the browser's that there is. */
export function preferred(): Language {
	const wishes = [localStorage.getItem(kept) ?? "", ...navigator.languages];
	for (const wish of wishes) {
		const short = wish.slice(0, 2).replace(/^n[on]$/, "nb");
		if (short in languages) return short as Language;
	}
	return "en";
}

export async function speak(language: Language): Promise<void> {
	i18next.addResourceBundle(language, "translation", await texts(language));
	const service = said[`../ui/said/${language}.json`];
	if (service) i18next.addResourceBundle(language, namespace, await service());
	await i18next.changeLanguage(language);
	document.documentElement.lang = language;
}

export async function choose(language: Language): Promise<void> {
	localStorage.setItem(kept, language);
	await speak(language);
}

export async function start(): Promise<void> {
	await i18next.use(initReactI18next).init({
		fallbackLng: "en",
		keySeparator: false,
		nsSeparator: false,
		interpolation: { escapeValue: false }, // React escapes
	});
	i18next.addResourceBundle("en", "translation", await texts("en"));
	await speak(preferred());
}
