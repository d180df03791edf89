import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton";
import { redo, undo, useModel } from "../view/store";

export function Undo() {
	const { t } = useTranslation();
	const past = useModel((m) => m.history.past.length);
	const future = useModel((m) => m.history.future.length);
	return (
		<fieldset className="row group" aria-label={t("undo.group")}>
			<IconButton icon="undo" text={t("undo.undo")} act={undo} disabled={past === 0} />
			<IconButton icon="redo" text={t("undo.redo")} act={redo} disabled={future === 0} />
		</fieldset>
	);
}
