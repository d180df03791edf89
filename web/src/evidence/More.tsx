import { useTranslation } from "react-i18next";
import { Failure } from "../ui/Failure";
import { useNumber } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import type { Pages } from "./usePages";

/** The foot of a paged list: how much of it is there, and the rest. */
export function More({ list, shown, total }: { list: Pages<unknown>; shown: number; total: number }) {
	const { t } = useTranslation();
	const number = useNumber();
	if (list.error) return <Failure error={list.error} retry={list.retry} />;
	if (list.loading) return <Waiting />;
	if (!list.more) return null;
	return (
		<div className="row">
			<button type="button" className="button" onClick={list.more}>
				{t("evidence.more")}
			</button>
			<span className="quiet number">
				{t("evidence.shown", { shown: number(shown), total: number(total) })}
			</span>
		</div>
	);
}
