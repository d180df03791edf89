import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Citations } from "./Citations";
import { Who } from "./Who";

/** What sources say beyond the record, and where they disagree. */
export function Claims({ of }: { of: readonly Schemas["Claim"][] }) {
	const { t } = useTranslation();
	if (of.length === 0) return null;
	return (
		<section className="part">
			<h3>{t("evidence.claims")}</h3>
			<ul className="claims">
				{of.map((c) => (
					<li key={c.id} className="claim">
						<p>{c.text}</p>
						{c.made_by_refs.length > 0 && (
							<p className="quiet">
								{t("evidence.madeBy")}{" "}
								{c.made_by_refs.map((a, i) => (
									<span key={a.id}>
										{i > 0 && ", "}
										<Who of={a} />
									</span>
								))}
							</p>
						)}
						{c.conflicts_with.length > 0 && <p className="claim-conflict">{t("evidence.conflict")}</p>}
						<Citations of={c.citations} />
					</li>
				))}
			</ul>
		</section>
	);
}
