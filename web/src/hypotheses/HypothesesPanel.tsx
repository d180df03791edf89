import { useTranslation } from "react-i18next";
import { change, useAsked } from "./asked";
import { MatrixTab } from "./MatrixTab";
import { TestTab } from "./TestTab";
import { usePaper } from "./usePaper";
import "./hypotheses.css";

/** Tests hypotheses against chance, and weighs competing ones against each other. */
export function HypothesesPanel() {
	const { t } = useTranslation();
	const { tab } = useAsked();
	usePaper();
	return (
		<div className="hypotheses stack">
			<div className="row hypotheses-tools">
				<h2 className="hypotheses-title">{t("hypotheses.title")}</h2>
				<fieldset className="row hypotheses-kinds" aria-label={t("hypotheses.kinds")}>
					{(["tests", "matrices"] as const).map((name) => (
						<button
							key={name}
							type="button"
							className="button"
							aria-pressed={tab === name}
							onClick={() => change({ tab: name })}
						>
							{t(`hypotheses.${name}`)}
						</button>
					))}
				</fieldset>
			</div>
			{tab === "tests" ? <TestTab /> : <MatrixTab />}
		</div>
	);
}
