import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { choose, type Language, languages } from "../i18n";
import { Icon } from "../ui/Icon";
import { useModel } from "../view/store";
import { setAppearance, useDark } from "./theme";

const Help = lazy(async () => ({ default: (await import("./Help")).Help }));

/** Language, light and dark, help. */
export function Comfort() {
	const { t, i18n } = useTranslation();
	const dark = useDark();
	const help = useModel((m) => m.help);
	return (
		<div className="row comfort">
			<select
				className="comfort-language"
				aria-label={t("comfort.language")}
				value={i18n.language}
				onChange={(e) => void choose(e.target.value as Language)}
			>
				{Object.entries(languages).map(([code, name]) => (
					<option key={code} value={code} lang={code}>
						{name}
					</option>
				))}
			</select>
			<button
				type="button"
				className="button button-plain"
				aria-label={t(dark ? "comfort.light" : "comfort.dark")}
				title={t(dark ? "comfort.light" : "comfort.dark")}
				onClick={() => setAppearance(dark ? "light" : "dark")}
			>
				<Icon name={dark ? "light" : "dark"} />
			</button>
			<button
				type="button"
				className="button button-plain"
				aria-label={t("comfort.help")}
				title={t("comfort.help")}
				onClick={() => useModel.setState({ help: true })}
			>
				<Icon name="help" />
			</button>
			{help && (
				<Suspense>
					<Help close={() => useModel.setState({ help: false })} />
				</Suspense>
			)}
		</div>
	);
}
