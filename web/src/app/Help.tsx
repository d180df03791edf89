import { useTranslation } from "react-i18next";
import { Sheet } from "../ui/Sheet";
import { shortcuts } from "./keyboard";
import "./help.css";

/** What the keys do, and what the picture means. */
export function Help({ close }: { close: () => void }) {
	const { t } = useTranslation();
	return (
		<Sheet title={t("help.title")} close={close}>
			<div className="help-columns">
				<section>
					<h3>{t("help.keys")}</h3>
					<dl className="help-keys">
						{shortcuts.map((s) => (
							<div key={s.keys}>
								<dt>
									<kbd>{s.keys}</kbd>
								</dt>
								<dd>{t(s.text)}</dd>
							</div>
						))}
					</dl>
				</section>
				<section>
					<h3>{t("help.picture")}</h3>
					<ul className="help-list">
						<li>{t("help.click")}</li>
						<li>{t("help.double")}</li>
						<li>{t("help.edge")}</li>
						<li>{t("help.drag")}</li>
						<li>{t("help.menu")}</li>
						<li>{t("help.address")}</li>
					</ul>
					<p>
						<a href="docs">{t("help.api")}</a>
					</p>
				</section>
			</div>
		</Sheet>
	);
}
