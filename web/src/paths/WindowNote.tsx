import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";

/** Says that only part of the graph fitted the memory of the contact index. */
export function WindowNote({ window: w }: { window: Schemas["Window"] }) {
	const { t } = useTranslation();
	const day = (text: string | null) => text?.slice(0, 10) ?? "…";
	return (
		<p className="note">
			{t("paths.window", {
				since: day(w.since),
				until: day(w.until),
				rest: [...(w.topics ?? []), ...(w.channels ?? [])].join(", "),
			})}
		</p>
	);
}
