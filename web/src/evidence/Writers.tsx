import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useNumber } from "../ui/time";
import { Who } from "./Who";

interface Props {
	title: string;
	of: Schemas["Neighborhood"];
	kind: "about" | "mentions";
	left: number;
}

/** The actors with most messages about a topic or an event, by edges of the kind. */
export function Writers({ title, of, kind, left }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const { center } = of;
	const counts = new Map(
		of.edges
			.filter((e) => e.kind === kind && e.to.kind === center.kind && e.to.id === center.id)
			.map((e) => [e.from.id, e.count]),
	);
	const writers = of.nodes.flatMap((n) => {
		const count = counts.get(n.id);
		return count ? [{ ...n, count }] : [];
	});
	if (writers.length === 0) return null;
	return (
		<section className="part">
			<h3>{title}</h3>
			<ul className="ranks">
				{writers.map((n) => (
					<li key={n.id} className="rank">
						<Who of={n} />
						<span className="number">{number(n.count)}</span>
					</li>
				))}
			</ul>
			{left > 0 && <p className="quiet">{t("topic.left", { count: left, number: number(left) })}</p>}
		</section>
	);
}
