import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { saidOf } from "../ui/said/said";
import { useNumber } from "../ui/time";

/** An honest no to a question about messages: which kind it is, how much was searched, and what stands in the way. */
export function None({ of: c }: { of: Schemas["Coverage"] }) {
	const { t } = useTranslation();
	const number = useNumber();
	if (!c.no) return <p>{t("pair.none")}</p>;
	return (
		<div className="stack">
			<p>{saidOf(c.no)}</p>
			<p className="quiet">
				{t("none.searched", { count: c.messages_searched, number: number(c.messages_searched) })}
			</p>
			{c.nearest && c.nearest.length > 0 && (
				<ul className="quiet">
					{c.nearest.map((n) => (
						<li key={n.lift}>
							{t(`none.lift.${n.lift}`, n.lift)}:{" "}
							{t("none.gives", { count: n.contacts, number: number(n.contacts) })}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
