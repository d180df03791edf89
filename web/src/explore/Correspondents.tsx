import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useNumber, useWhen } from "../ui/time";
import { select } from "../view/store";

interface Props {
	title: string;
	of: readonly Schemas["Pair"][];
	/** Which end of a pair the other is. */
	other: "from" | "to";
}

/** Those an actor has most contacts with; a row opens the messages. */
export function Correspondents({ title, of, other }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const when = useWhen();
	if (of.length === 0) return null;
	const most = Math.max(...of.map((p) => p.count));
	return (
		<section className="part">
			<h3>{title}</h3>
			<ul className="items">
				{of.map((p) => {
					const dated = p.count > p.undated;
					const [first, last] = [when(p.first), when(p.last)];
					return (
						<li key={p[other].id}>
							<button
								type="button"
								className="item correspondent"
								onClick={() => select({ kind: "pair", from: p.from.id, to: p.to.id })}
							>
								<span className="correspondent-name">{p[other].name || p[other].id}</span>
								<span className="number">{number(p.count)}</span>
								<span className="correspondent-bar" aria-hidden="true">
									<span style={{ inlineSize: `${(100 * p.count) / most}%` }} />
								</span>
								<span className="correspondent-when quiet">
									{dated ? (first === last ? first : `${first} – ${last}`) : t("card.undated")}
									{dated && p.undated > 0 && ` · ${t("card.undatedToo", { count: p.undated })}`}
								</span>
							</button>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
