import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { ShowCypher } from "../ui/ShowCypher";
import { useSaid } from "../ui/said/said";
import { WindowNote } from "./WindowNote";

/** What part of the graph was searched, and the Cypher that says the same, or why none does. */
export function SameInCypher({
	answer,
}: {
	answer: Pick<Schemas["Paths"] | Schemas["Reach"], "window" | "cypher" | "cypher_note">;
}) {
	const { t } = useTranslation();
	const say = useSaid();
	return (
		<>
			{answer.window && <WindowNote window={answer.window} />}
			<div>
				<ShowCypher cypher={answer.cypher} />
				{answer.cypher_note && (
					<p className="quiet">
						{t("paths.noCypher")} {say({ text: answer.cypher_note })}
					</p>
				)}
			</div>
		</>
	);
}
