import { useTranslation } from "react-i18next";
import { duration } from "../paths/duration";
import { useNumber } from "../ui/time";
import { useBytes } from "./bytes";
import type { Import } from "./import";

interface Props {
	now: Import;
	secondsLeft: number | null;
	adrift: boolean;
	cancel: () => void;
}

/** How far an import has come. */
export function ImportProgress({ now, secondsLeft, adrift, cancel }: Props) {
	const { t, i18n } = useTranslation();
	const number = useNumber();
	const bytes = useBytes();
	const { progress: p } = now;
	const known = p.total_bytes > 0;
	const read = known && p.bytes >= p.total_bytes;
	return (
		<div className="progress stack">
			<progress
				aria-label={t("imports.progress")}
				{...(known && now.state === "running"
					? { value: Math.min(p.bytes, p.total_bytes), max: p.total_bytes }
					: {})}
			/>
			{now.state === "queued" ? (
				<p>{t("imports.waiting")}</p>
			) : (
				<>
					<p className="number">
						{t("imports.lines", { count: p.lines, number: number(p.lines) })}
						{" · "}
						{t("imports.messages", { count: p.messages, number: number(p.messages) })}
						{" · "}
						{t("imports.contacts", { count: p.contacts, number: number(p.contacts) })}
					</p>
					<p className="quiet number">
						{known && t("imports.bytes", { bytes: bytes(p.bytes), total: bytes(p.total_bytes) })}
						{p.file && ` · ${p.file}`}
					</p>
					<p className="quiet" role="status">
						{read
							? t("imports.writing")
							: secondsLeft !== null &&
								t("imports.left", { time: duration(rounded(secondsLeft), i18n.language) })}
					</p>
				</>
			)}
			{adrift && (
				<p role="status" className="imports-hindrance">
					{t("imports.adrift")}
				</p>
			)}
			<div>
				<button type="button" className="button" onClick={cancel}>
					{t("imports.cancel")}
				</button>
				<p className="quiet">{t("imports.cancelHint")}</p>
			</div>
		</div>
	);
}

/** A guess is not said to the second. */
const rounded = (seconds: number): number => {
	const step = seconds > 120 ? 60 : seconds > 20 ? 10 : 1;
	return Math.max(step, Math.round(seconds / step) * step);
};
