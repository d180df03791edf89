import { useTranslation } from "react-i18next";
import { ask, openPanel } from "../view/store";

/** What the Cypher panel is asked. */
export interface CypherQuestion {
	query: string;
	parameters: string; // JSON
}

/** Opens the Cypher that says the same in the editor. */
export function ShowCypher({ cypher }: { cypher: string | undefined }) {
	const { t } = useTranslation();
	if (!cypher) return null;
	const show = () => {
		const question: CypherQuestion = { query: cypher, parameters: "{}" };
		ask("cypher", question);
		openPanel("cypher");
	};
	return (
		<button type="button" className="link" onClick={show}>
			{t("cypher.show")}
		</button>
	);
}
