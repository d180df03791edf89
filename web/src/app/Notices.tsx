import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../ui/Failure";
import { cancel, notify, useModel } from "../view/store";
import "./notices.css";

/** How long a word without an error stays, in milliseconds. */
const stay = 8000;

/** What the service is being asked, what it said, and what went wrong, over the canvas. */
export function Notices() {
	const { t } = useTranslation();
	const notice = useModel((m) => m.notice);
	const busy = useModel((m) => m.busy > 0);
	useEffect(() => {
		if (!notice || notice.error) return;
		const timer = setTimeout(() => notify(null), stay);
		return () => clearTimeout(timer);
	}, [notice]);
	return (
		<div className="notices">
			<div role="status" className="notices-status">
				{busy && (
					<div className="notices-note">
						<span className="notices-spin" aria-hidden="true" />
						{t("notice.asking")}
						<button type="button" className="link" onClick={cancel}>
							{t("notice.cancel")}
						</button>
					</div>
				)}
				{notice && !notice.error && <div className="notices-note">{t(notice.text, notice.values)}</div>}
			</div>
			{notice?.error !== undefined && (
				<div className="notices-note">
					<Failure
						error={notice.error}
						{...(notice.retry ? { retry: notice.retry } : {})}
						dismiss={() => notify(null)}
					/>
				</div>
			)}
		</div>
	);
}
