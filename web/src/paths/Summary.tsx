import { useTranslation } from "react-i18next";
import { useModel } from "../view/store";
import type { Objective, ReachQuestion } from "./question";

interface Props {
	question: ReachQuestion & { k?: number };
	objective?: Objective;
	edit: () => void;
}

/** A question in a line or two, in place of its form. */
export function Summary({ question: q, objective, edit }: Props) {
	const { t } = useTranslation();
	const nodes = useModel((m) => m.catalogue.nodes);
	const heard = useModel((m) => m.heard);
	void heard; // the catalogue changes in place
	const name = (id: string) => nodes.get(`actor/${id}`)?.name ?? id;
	const names = (ids: readonly string[]) => ids.map(name).join(", ");
	const rest = [
		objective && t(`paths.objective.${objective}`),
		q.about && t("paths.summary.about", { about: q.about }),
		q.since && t("paths.summary.since", { date: q.since }),
		q.until && t("paths.summary.until", { date: q.until }),
		...q.role.map((r) => t(`role.${r}`)),
		...q.channel,
		q.max_hops && t("paths.summary.maxHops", { count: q.max_hops }),
		q.k && t("paths.summary.k", { count: q.k }),
		q.min_wait && t("paths.summary.minWait", { time: q.min_wait }),
		q.max_wait && t("paths.summary.maxWait", { time: q.max_wait }),
		q.certain && t("paths.certainOnly"),
		q.avoid && t("paths.summary.avoid", { names: names(q.avoid) }),
	].filter(Boolean);
	return (
		<div className="summary">
			<div>
				<p className="summary-ends">
					{q.from.length > 0 && q.to.length > 0
						? `${names(q.from)} → ${names(q.to)}`
						: q.from.length > 0
							? t("reach.fromWhom", { name: names(q.from) })
							: t("reach.toWhom", { name: names(q.to) })}
				</p>
				{rest.length > 0 && <p className="quiet">{rest.join(" · ")}</p>}
			</div>
			<button type="button" className="button" onClick={edit}>
				{t("paths.change")}
			</button>
		</div>
	);
}
