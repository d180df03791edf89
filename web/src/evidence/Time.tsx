import { useTranslation } from "react-i18next";
import { useWhen } from "../ui/time";
import type { Moment } from "../view/catalogue";

/** A moment as vague as it is: what is known of its bounds, and why. */
export function Time({ at, note }: { at: Moment; note?: string | undefined }) {
	const { t, i18n } = useTranslation();
	const when = useWhen();
	const exact = at.earliest !== null && at.earliest === at.latest;
	const days = /T00:00:00/.test(at.earliest ?? "T00:00:00") && /T23:59:59/.test(at.latest ?? "T23:59:59");
	const format = new Intl.DateTimeFormat(i18n.language, {
		dateStyle: "medium",
		...(days ? {} : { timeStyle: "short" }),
		timeZone: "UTC",
	});
	const bound = (text: string | null, open: string) =>
		text === null ? t(open) : format.format(new Date(text));
	return (
		<div className="time-of">
			<p className="time-of-when number">
				{when(at)}
				{exact && <span className="quiet"> UTC</span>}
			</p>
			{!exact && (
				<dl className="facts time-of-bounds">
					<dt>{t("evidence.earliest")}</dt>
					<dd className="number">{bound(at.earliest, "evidence.openStart")}</dd>
					<dt>{t("evidence.latest")}</dt>
					<dd className="number">{bound(at.latest, "evidence.openEnd")}</dd>
					<dt>{t("evidence.precision")}</dt>
					<dd>{t(`precision.${at.precision}`, at.precision)}</dd>
				</dl>
			)}
			{note && <p className="quiet">{note}</p>}
		</div>
	);
}
