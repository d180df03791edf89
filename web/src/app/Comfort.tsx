import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { choose, type Language, languages } from "../i18n";
import { IconButton } from "../ui/IconButton";
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
			<IconButton
				icon={dark ? "light" : "dark"}
				text={t(dark ? "comfort.light" : "comfort.dark")}
				act={() => setAppearance(dark ? "light" : "dark")}
			/>
			<IconButton icon="help" text={t("comfort.help")} act={() => useModel.setState({ help: true })} />
			{help && (
				<Suspense>
					<Help close={() => useModel.setState({ help: false })} />
				</Suspense>
			)}
		</div>
	);
}
