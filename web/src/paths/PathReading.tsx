import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useTopics } from "../evidence/useKnown";
import { useWhen } from "../ui/time";
import { Certainty } from "./Certainty";
import { duration } from "./duration";
import { HopItem } from "./HopItem";
import { reason } from "./reason";
import { sentence } from "./sentence";

interface Props {
	path: Schemas["Path"];
	timed: boolean;
}

/** A path as a sentence, and hop by hop with the message that makes each. */
export function PathReading({ path, timed }: Props) {
	const { t, i18n } = useTranslation();
	const when = useWhen();
	const { data: topics } = useTopics();
	const topic = (id: string) => topics?.get(id)?.label ?? id;
	const why = reason(path);
	return (
		<section className="stack" aria-label={t("paths.reading")}>
			<p className="reading">
				{sentence(path, { language: i18n.language, say: (key, values) => t(key, values ?? {}), when, topic })}
			</p>
			<p className="reading-certainty">
				<Certainty certainty={path.certainty} /> <span>{t(why.text, why.values)}</span>
			</p>
			{(timed || path.certainty !== "impossible") && (
				<dl className="reading-facts">
					<dt>{t("paths.departure")}</dt>
					<dd>{when(path.departure)}</dd>
					<dt>{t("paths.arrival")}</dt>
					<dd>{when(path.arrival)}</dd>
					<dt>{t("paths.duration")}</dt>
					<dd>
						{path.duration_seconds === null
							? t("paths.durationUnknown")
							: duration(path.duration_seconds, i18n.language)}
					</dd>
				</dl>
			)}
			<ol className="hops" aria-label={t("paths.hops")}>
				{path.hops.map((hop) => (
					<HopItem key={`${hop.from.id} ${hop.to.id}`} hop={hop} />
				))}
			</ol>
		</section>
	);
}
