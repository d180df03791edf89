import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRun } from "./run";

/** For how long the query has been running. */
export function Elapsed() {
	const { t } = useTranslation();
	const started = useRun((r) => r.started);
	const [now, setNow] = useState(started);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, []);
	return (
		<span className="quiet number" role="status">
			{t("cypher.running", { count: Math.max(0, Math.round((now - started) / 1000)) })}
		</span>
	);
}
