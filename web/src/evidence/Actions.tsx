import { useTranslation } from "react-i18next";
import { bring, collapse, expand, hide, pin, useModel } from "../view/store";
import type { Key } from "../view/view";

/** What can be done with a node on the canvas; one that is not there can be put there. */
export function Actions({ of: key }: { of: Key }) {
	const { t } = useTranslation();
	const placed = useModel((m) => m.history.present.nodes[key]);
	const expanded = useModel((m) => m.history.present.expanded.includes(key));
	return (
		<fieldset className="group row" aria-label={t("card.actions")}>
			{!placed || placed.hidden ? (
				<button type="button" className="button button-main" onClick={() => void bring([key])}>
					{t("card.bring")}
				</button>
			) : (
				<>
					<button type="button" className="button button-main" onClick={() => void expand(key)}>
						{t("card.expand")}
					</button>
					<button type="button" className="button" disabled={!expanded} onClick={() => collapse(key)}>
						{t("card.collapse")}
					</button>
					<button
						type="button"
						className="button"
						aria-pressed={placed.pinned === true}
						onClick={() => pin(key)}
					>
						{t("card.pin")}
					</button>
					<button type="button" className="button" onClick={() => hide([key])}>
						{t("card.hide")}
					</button>
				</>
			)}
		</fieldset>
	);
}
