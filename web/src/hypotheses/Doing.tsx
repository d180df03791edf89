import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { stop, useRuns, type Work } from "./run";

/** That the service is at work, for how long, and the way to stop it. */
export function Doing({ works }: { works: readonly Work[] }) {
	const { t } = useTranslation();
	const doing = useRuns((r) => r.doing);
	if (!doing || !works.includes(doing)) return null;
	return (
		<div className="row doing">
			<Seconds key={doing} />
			<button type="button" className="button doing-stop" onClick={stop}>
				{t("hypotheses.cancel")}
			</button>
		</div>
	);
}

function Seconds() {
	const { t } = useTranslation();
	const [seconds, setSeconds] = useState(0);
	useEffect(() => {
		const timer = setInterval(() => setSeconds((s) => s + 1), 1000);
		return () => clearInterval(timer);
	}, []);
	return (
		<span className="quiet number" role="status">
			{t("hypotheses.doing", { count: seconds })}
		</span>
	);
}
