import { useTranslation } from "react-i18next";
import { setFilter, useModel } from "../view/store";
import { everything, isNarrow } from "../view/view";

/** Says that the canvas is narrowed to what some hops are not part of. */
export function NarrowNote({ edges }: { edges: readonly string[] }) {
	const { t } = useTranslation();
	const hidden = useModel(
		(m) =>
			m.busy === 0 && isNarrow(m.history.present.filter) && edges.some((key) => !m.catalogue.edges.has(key)),
	);
	if (!hidden) return null;
	return (
		<p className="note">
			{t("paths.narrowed")}{" "}
			<button type="button" className="link" onClick={() => void setFilter(everything)}>
				{t("paths.widen")}
			</button>
		</p>
	);
}
