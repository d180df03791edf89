import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { place } from "../evidence/citation";
import { useWords } from "../evidence/words";
import { useNumber, useWhen } from "../ui/time";
import { select } from "../view/store";

/** A hop: when, who to whom, the message that makes it and where that is read. */
export function HopItem({ hop }: { hop: Schemas["Hop"] }) {
	const { t } = useTranslation();
	const when = useWhen();
	const number = useNumber();
	const { contact: c, from, to } = hop;
	const words = useWords();
	const cited = [...new Set(c.citations.map((one) => said(one, t)))];
	return (
		<li className="hop">
			<p className="hop-when">
				{when(c.at)}
				{c.time_note && <span className="quiet"> · {c.time_note}</span>}
			</p>
			<p className="hop-who">
				<button
					type="button"
					className="hop-name"
					onClick={() => select({ kind: "node", key: `actor/${from.id}` })}
				>
					{from.name}
				</button>
				<span className="quiet">→</span>
				<button
					type="button"
					className="hop-name"
					onClick={() => select({ kind: "node", key: `actor/${to.id}` })}
				>
					{to.name}
				</button>
			</p>
			<p>
				<button
					type="button"
					className="link hop-message"
					onClick={() => select({ kind: "message", id: c.message_id })}
				>
					{c.subject || c.summary || t("paths.noSubject")}
				</button>
			</p>
			<p className="hop-rest quiet">
				<span>
					{words.channel(c.channel)} · {words.role(c.role)}
				</span>
				{cited.length > 0 && <span>{cited.join(", ")}</span>}
				{hop.alternatives > 0 && (
					<button
						type="button"
						className="link"
						onClick={() => select({ kind: "pair", from: from.id, to: to.id })}
					>
						{t("paths.alternatives", { count: hop.alternatives, number: number(hop.alternatives) })}
					</button>
				)}
			</p>
		</li>
	);
}

/** A citation in short: the source, the place in it, and whether it only alleges the fact. */
function said(
	c: Schemas["Citation"],
	say: (key: string, values?: Record<string, unknown>) => string,
): string {
	const alleged = c.modality === "alleged" ? `(${say("paths.alleged")})` : "";
	return [c.source_id, place(c, say), alleged].filter(Boolean).join(" ");
}
