import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useNumber, useWhen } from "../ui/time";
import { select } from "../view/store";
import { lift, type PathsQuestion } from "./question";
import { Searched } from "./Searched";

interface Props {
	answer: Schemas["Paths"];
	question: PathsQuestion;
	again: (q: PathsQuestion) => void;
}

/** An honest no: what was searched, how far word got, and what would change it. */
export function Negative({ answer, question, again }: Props) {
	const { t, i18n } = useTranslation();
	const number = useNumber();
	const when = useWhen();
	const { coverage: c, from, to } = answer;
	const lifts = (c.nearest ?? []).flatMap((n) => {
		const q = lift(question, n.lift);
		return q ? [{ ...n, q }] : [];
	});
	const kind = (["certain", "time"] as const).find((k) => c.nearest?.some((n) => n.lift === k)) ?? "recorded";
	const day = (text: string) =>
		new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(text));
	const { closest } = c;
	return (
		<section className="stack" aria-label={t("paths.no")}>
			<p role="status" className="negative-no">
				<strong>{t("paths.no")}</strong> {t(`paths.no.${kind}`, { from: from.name, to: to.name })}
			</p>
			{c.reached !== undefined && (
				<div>
					<h3>{t("paths.howFar")}</h3>
					<p>{t("paths.reached", { count: c.reached, number: number(c.reached), name: from.name })}</p>
					{closest && (
						<p>
							{closest.hops > 0
								? t("paths.closest", {
										count: closest.contacts,
										name: closest.actor.name,
										when: when(closest.at),
										to: to.name,
									})
								: t("paths.closestStart", {
										count: closest.contacts,
										name: closest.actor.name,
										to: to.name,
									})}{" "}
							<button
								type="button"
								className="link"
								onClick={() => select({ kind: "node", key: `actor/${closest.actor.id}` })}
							>
								{t("paths.card", { name: closest.actor.name })}
							</button>
						</p>
					)}
				</div>
			)}
			{lifts.length > 0 && (
				<div>
					<h3>{t("paths.change.title")}</h3>
					<ul className="negative-lifts">
						{lifts.map((l) => (
							<li key={l.lift}>
								<button type="button" className="button" onClick={() => again(l.q)}>
									{t(`paths.lift.${l.lift}`)}
								</button>
								<span className="quiet">
									{t("paths.liftGives", { count: l.contacts, number: number(l.contacts) })}
								</span>
							</li>
						))}
					</ul>
				</div>
			)}
			<div>
				<h3>{t("paths.whatSearched")}</h3>
				<Searched coverage={c} />
				{c.gaps && c.gaps.length > 0 && (
					<p className="quiet">
						{t("paths.gaps")}{" "}
						{c.gaps.map((g) => t("paths.gap", { first: day(g.first), last: day(g.last) })).join("; ")}.
					</p>
				)}
			</div>
		</section>
	);
}
