import { useTranslation } from "react-i18next";
import "./waiting.css";

export function Waiting() {
	const { t } = useTranslation();
	return (
		<p className="waiting quiet" role="status">
			{t("waiting")}
		</p>
	);
}
