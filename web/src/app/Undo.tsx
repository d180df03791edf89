import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import { redo, undo, useModel } from "../view/store";

export function Undo() {
	const { t } = useTranslation();
	const past = useModel((m) => m.history.past.length);
	const future = useModel((m) => m.history.future.length);
	return (
		<fieldset className="row group" aria-label={t("undo.group")}>
			<button
				type="button"
				className="button button-plain"
				onClick={undo}
				disabled={past === 0}
				title={t("undo.undo")}
				aria-label={t("undo.undo")}
			>
				<Icon name="undo" />
			</button>
			<button
				type="button"
				className="button button-plain"
				onClick={redo}
				disabled={future === 0}
				title={t("undo.redo")}
				aria-label={t("undo.redo")}
			>
				<Icon name="redo" />
			</button>
		</fieldset>
	);
}
