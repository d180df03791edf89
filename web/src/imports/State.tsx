import { useTranslation } from "react-i18next";
import type { Import } from "./import";

/** Where an import stands. */
export function State({ state }: { state: Import["state"] }) {
	const { t } = useTranslation();
	return <span className={`state state-${state}`}>{t(`imports.state.${state}`)}</span>;
}
