import { useTranslation } from "react-i18next";
import { verdict } from "./words";

const marks = { holds: "✓", not: "✕", unsure: "?", few: "…" } as const;

/** Whether a statement holds: by sign, word and colour. */
export function Verdict({ of }: { of: { holds: boolean | null; enough_data: boolean } }) {
	const { t } = useTranslation();
	const v = verdict(of);
	return (
		<span className={`verdict verdict-${v}`}>
			<span aria-hidden="true">{marks[v]}</span> <span>{t(`hypotheses.verdict.${v}`)}</span>
		</span>
	);
}
