import { useTranslation } from "react-i18next";

/** How consistent a piece of evidence is with a hypothesis: by letters and by colour. */
export function Rating({ of }: { of: string }) {
	const { t } = useTranslation();
	return (
		<abbr className={`rating rating-${of}`} title={t(`hypotheses.rating.${of}`)}>
			{of}
		</abbr>
	);
}
