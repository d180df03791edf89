import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useWhen } from "../ui/time";
import { cite, place } from "./citation";
import { useSources } from "./useKnown";

/** What is cited: for the text that is copied. */
export interface Cited {
	who: string;
	when: string;
	text: string;
	id: string;
}

interface Props {
	of: readonly Schemas["Citation"][];
	cited?: Cited;
}

/** Where a fact is read: source, publisher, place, and whether it is stated or alleged there. */
export function Citations({ of, cited }: Props) {
	const { t } = useTranslation();
	const when = useWhen();
	const { data: sources } = useSources();
	const [said, setSaid] = useState("");
	if (of.length === 0) return <p className="quiet">{t("citation.none")}</p>;
	const copy = async (text: string) => {
		try {
			await navigator.clipboard.writeText(text);
			setSaid(t("citation.copied"));
		} catch {
			setSaid(t("citation.notCopied"));
		}
	};
	return (
		<div className="citations">
			<ul className="citations-list">
				{of.map((c) => {
					const source = sources?.get(c.source_id);
					const published =
						source?.published.earliest || source?.published.latest ? when(source.published) : "";
					const origin = [source?.publisher, published, place(c, t)].filter(Boolean).join(" · ");
					return (
						<li key={`${c.source_id} ${c.paragraph} ${c.offset} ${c.modality}`} className="citation">
							<span className={`tag tag-${c.modality}`}>{t(`citation.${c.modality}`)}</span>
							<span className="citation-source">
								{source?.title ?? c.source_id}
								{origin && <span className="quiet citation-place">{origin}</span>}
							</span>
							{cited && (
								<button
									type="button"
									className="link citation-copy"
									onClick={() => void copy(cite(cited, c, source, published, t))}
								>
									{t("citation.copy")}
								</button>
							)}
						</li>
					);
				})}
			</ul>
			{cited && (
				<p role="status" className={said ? "quiet" : "visually-hidden"}>
					{said}
				</p>
			)}
		</div>
	);
}
