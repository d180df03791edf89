import { useTranslation } from "react-i18next";

/** Whether something holds for every reading of vague times, for some, or for none. */
export function Certainty({ certainty }: { certainty: "certain" | "possible" | "impossible" }) {
	const { t } = useTranslation();
	return <span className={`certainty certainty-${certainty}`}>{t(`paths.${certainty}`)}</span>;
}
