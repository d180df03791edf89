import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../ui/time";
import type { Moment } from "../view/catalogue";
import { select } from "../view/store";
import type { Selection } from "../view/view";

interface Props {
	/** Absent where a heading says it. */
	at?: Moment;
	text: string;
	/** What stands beside the time. */
	beside?: ReactNode;
	below?: ReactNode;
	opens: Selection;
	current?: boolean;
}

/** A message or an event in a list; it opens in the drawer. */
export function Row({ at, text, beside, below, opens, current }: Props) {
	const { t } = useTranslation();
	const when = useWhen();
	return (
		<li>
			<button
				type="button"
				className="item"
				onClick={() => select(opens)}
				aria-current={current ? "true" : undefined}
			>
				{(at || beside) && (
					<span className="item-when">
						<span className="number">{at && when(at)}</span>
						{beside && <span>{beside}</span>}
					</span>
				)}
				<span className="item-text">{text || t("evidence.noSubject")}</span>
				{below && <span className="item-below quiet">{below}</span>}
			</button>
		</li>
	);
}
