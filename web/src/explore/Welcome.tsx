import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { isUntouched, lastKept } from "../app/keepAddress";
import { Failure } from "../ui/Failure";
import { Icon } from "../ui/Icon";
import { useNumber } from "../ui/time";
import { ask, openPanel, select, useModel } from "../view/store";
import "./explore.css";

interface Start {
	contents: Schemas["Contents"];
	pair?: Schemas["Pair"] | undefined;
	far?: Schemas["Reached"] | undefined;
}

/** What is there, and what could be asked of it first: drawn from the data, whatever it is. */
async function start(signal: AbortSignal): Promise<Start> {
	const [contents, pairs] = await Promise.all([
		get<Schemas["Contents"]>("store", {}, signal),
		get<Schemas["ListPair"]>("contacts/pairs", { limit: 1 }, signal),
	]);
	const pair = pairs.items[0];
	if (!pair) return { contents };
	const reach = await get<Schemas["Reach"]>("reach", { from: [pair.from.id], limit: 200 }, signal);
	const far = reach.items
		.filter((r) => r.hops > 1)
		.sort((a, b) => b.hops - a.hops || a.actor.name.localeCompare(b.actor.name))[0];
	return { contents, pair, far };
}

/** The first word to somebody who has not asked anything yet. */
export function Welcome() {
	const { t } = useTranslation();
	const number = useNumber();
	const [closed, setClosed] = useState(false);
	const pictured = useModel((m) => m.pictured);
	const untouched = useModel(isUntouched);
	const { data, error, retry } = useAsk(pictured ? "start" : null, start);
	const last = lastKept();
	if (closed || !untouched) return null;
	const question = (panel: "paths" | "reach", q: object) => () => {
		ask(panel, q);
		openPanel(panel);
	};
	const { pair, far, contents } = data ?? {};
	return (
		<section className="welcome stack" aria-label={t("welcome.title")}>
			<div className="row">
				<h2>{t("welcome.title")}</h2>
				<button
					type="button"
					className="button button-plain"
					onClick={() => setClosed(true)}
					aria-label={t("failure.dismiss")}
				>
					<Icon name="close" size={16} />
				</button>
			</div>
			{error !== undefined && <Failure error={error} retry={retry} />}
			{contents && (
				<p className="quiet">
					{t("welcome.contents", {
						people: number(contents.people),
						organizations: number(contents.organizations),
						messages: number(contents.messages),
					})}
				</p>
			)}
			{contents && !pair && <p>{t("welcome.nothing")}</p>}
			{pair && (
				<ul className="welcome-questions">
					<li>
						<button
							type="button"
							className="button welcome-question"
							onClick={() => select({ kind: "pair", from: pair.from.id, to: pair.to.id })}
						>
							{t("welcome.pair", { from: pair.from.name, to: pair.to.name })}
						</button>
					</li>
					<li>
						<button
							type="button"
							className="button welcome-question"
							onClick={question("paths", {
								from: [pair.from.id],
								to: [far?.actor.id ?? pair.to.id],
								objective: "earliest-arrival",
							})}
						>
							{t("welcome.path", { from: pair.from.name, to: far?.actor.name ?? pair.to.name })}
						</button>
					</li>
					<li>
						<button
							type="button"
							className="button welcome-question"
							onClick={question("reach", { from: [pair.from.id] })}
						>
							{t("welcome.reach", { from: pair.from.name })}
						</button>
					</li>
				</ul>
			)}
			{last && (
				<a href={last} className="welcome-last">
					{t("welcome.last")}
				</a>
			)}
		</section>
	);
}
