import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { distance } from "./distance";
import { Row } from "./Row";

/** What came before or after a message or an event, and how long. */
export function Neighbors({ title, of }: { title: string; of: readonly Schemas["Neighbor"][] }) {
	const { t, i18n } = useTranslation();
	if (of.length === 0) return null;
	return (
		<section className="part">
			<h3>{title}</h3>
			<ul className="items">
				{of.map((n) => (
					<Row
						key={`${n.ref.id} ${n.at_least_seconds} ${n.at_most_seconds} ${n.note}`}
						at={n.at}
						text={n.summary || n.ref.id}
						beside={distance(n.at_least_seconds, n.at_most_seconds, i18n.language, t)}
						below={n.note}
						opens={
							n.ref.label === "Event"
								? { kind: "node", key: `event/${n.ref.id}` }
								: { kind: "message", id: n.ref.id }
						}
					/>
				))}
			</ul>
		</section>
	);
}
