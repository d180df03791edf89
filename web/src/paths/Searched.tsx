import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useNumber, useWhen } from "../ui/time";

/** What was searched for an answer. */
export function Searched({ coverage: c }: { coverage: Schemas["Coverage"] }) {
	const { t } = useTranslation();
	const number = useNumber();
	const when = useWhen();
	return (
		<p className="quiet">
			{t("paths.searched", {
				messages: number(c.messages_searched),
				contacts: number(c.contacts_searched),
				sources:
					c.sources.length > 5
						? t("paths.sources", { count: c.sources.length, number: number(c.sources.length) })
						: c.sources.join(", "),
			})}{" "}
			{c.first && c.last && t("paths.searchedPeriod", { first: when(c.first), last: when(c.last) })}{" "}
			{c.undated > 0 && t("paths.searchedUndated", { count: c.undated, number: number(c.undated) })}
		</p>
	);
}
