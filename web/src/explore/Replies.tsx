import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { duration } from "../paths/duration";
import { Failure } from "../ui/Failure";
import { useNumber } from "../ui/time";
import { replyRates } from "./replyRates";

/** How often an actor writes back, and is written back to. */
export function Replies({ of: id, name }: { of: string; name: string }) {
	const { t, i18n } = useTranslation();
	const number = useNumber();
	const { data, error, retry } = useAsk(`replies ${id}`, (signal) =>
		get<Schemas["Measures"]>("measures", { measure: "replies", actor: [id], limit: 10_000 }, signal),
	);
	if (error !== undefined) return <Failure error={error} retry={retry} />;
	if (!data) return null;
	const { gave, got } = replyRates(id, data.items);
	const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
	const within = data.within_seconds ? duration(data.within_seconds, i18n.language) : "";
	const said = [
		{ key: "card.wroteBack", of: gave },
		{ key: "card.heardBack", of: got },
	].filter((r) => r.of.contacts > 0);
	return (
		<section className="part">
			<h3>{t("card.replies")}</h3>
			{said.length === 0 && <p className="quiet">{t("card.noReplies")}</p>}
			<ul className="replies">
				{said.map(({ key, of }) => (
					<li key={key}>
						<strong className="number">{percent.format(of.replied / of.contacts)}</strong>{" "}
						{t(key, { name, replied: number(of.replied), contacts: number(of.contacts), within })}
					</li>
				))}
			</ul>
			{said.length > 0 && data.vague ? (
				<p className="quiet">{t("card.vagueReplies", { count: data.vague, number: number(data.vague) })}</p>
			) : null}
		</section>
	);
}
