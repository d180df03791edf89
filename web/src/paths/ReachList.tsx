import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Icon } from "../ui/Icon";
import { useWhen } from "../ui/time";
import { ask, openPanel, select } from "../view/store";
import { Certainty } from "./Certainty";
import type { PathsQuestion, ReachQuestion } from "./question";

interface Props {
	items: readonly Schemas["Reached"][];
	upTo: number; // how many are reached at the time shown
	colours: readonly string[];
	direction: "from" | "to";
	actor: Schemas["ActorRef"];
	question: ReachQuestion;
}

/** The reached, in the order of time. */
export function ReachList({ items, upTo, colours, direction, actor, question }: Props) {
	const { t } = useTranslation();
	const when = useWhen();
	const path = (other: string) => () => {
		const q: PathsQuestion = {
			...question,
			from: [direction === "from" ? actor.id : other],
			to: [direction === "from" ? other : actor.id],
			objective: direction === "from" ? "earliest-arrival" : "latest-departure",
		};
		ask("paths", q);
		openPanel("paths");
	};
	return (
		<ol className="reached" aria-label={t("reach.list")}>
			{items.map((r, i) => (
				<li key={r.actor.id} className="reached-item">
					<span
						className={i < upTo ? "reached-dot" : "reached-dot reached-dot-later"}
						style={i < upTo ? { background: colours[i] } : {}}
						aria-hidden="true"
					/>
					<div className="reached-text">
						<button
							type="button"
							className="reached-name"
							onClick={() => select({ kind: "node", key: `actor/${r.actor.id}` })}
						>
							{r.actor.name}
						</button>
						<p className="quiet">
							{when(r.at)} · {t("reach.hops", { count: r.hops })}
							{r.certainty === "possible" && <Certainty certainty="possible" />}
						</p>
					</div>
					<button
						type="button"
						className="button button-plain"
						onClick={path(r.actor.id)}
						aria-label={t("reach.pathTo", { name: r.actor.name })}
						title={t("reach.pathTo", { name: r.actor.name })}
					>
						<Icon name="paths" size={18} />
					</button>
				</li>
			))}
		</ol>
	);
}
