import { useTranslation } from "react-i18next";
import { Waiting } from "../ui/Waiting";

/** A question under way, which can be given up. */
export function Asking({ cancel }: { cancel: () => void }) {
	const { t } = useTranslation();
	return (
		<div className="row asking">
			<Waiting />
			<button type="button" className="button" onClick={cancel}>
				{t("paths.cancel")}
			</button>
		</div>
	);
}
