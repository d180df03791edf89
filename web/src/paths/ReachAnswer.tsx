import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { colour, useDark } from "../app/theme";
import { useNumber } from "../ui/time";
import type { Lens } from "../view/store";
import type { Key } from "../view/view";
import { places, steps, timeOf } from "./arrivals";
import { Player } from "./Player";
import type { ReachQuestion } from "./question";
import { ReachList } from "./ReachList";
import { SameInCypher } from "./SameInCypher";
import { Searched } from "./Searched";
import { shade } from "./scale";
import { useDrawn } from "./useDrawn";

interface Props {
	answer: Schemas["Reach"];
	question: ReachQuestion;
	still: boolean; // the camera stays where it is
	more: () => void;
}

/** The colour of the theme for the one whom the question is about, and for those whom no one dates. */
const [own, undated] = ["bad", "text-2"];

/** How many of the reached are brought to the canvas. */
const most = 200;

/** Who is reached and when: on the canvas, in time, and as a list. */
export function ReachAnswer({ answer, question, still, more }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const dark = useDark();
	const { items, direction, actor, total, coverage } = answer;
	const times = useMemo(() => steps(items, direction), [items, direction]);
	const [at, setAt] = useState<number | null>(null); // the step shown, or all
	const upTo = at === null ? items.length : (times[at]?.upTo ?? items.length);

	const colours = useMemo(() => {
		return places(items, direction).map((p) =>
			p === null ? colour(undated) : shade(p, dark ? "dark" : "light"),
		);
	}, [items, direction, dark]);
	const lens = useMemo<Lens>(() => {
		const lit = items.slice(0, upTo).map((r, i): [Key, string] => [`actor/${r.actor.id}`, colours[i] ?? ""]);
		const accents = new Map([...lit, [`actor/${actor.id}`, colour(own)]]);
		return { nodes: new Set([`actor/${actor.id}`, ...accents.keys()]), edges: new Set(), accents, dim: true };
	}, [items, upTo, colours, actor.id]);
	const keys = useMemo(
		() => [`actor/${actor.id}`, ...items.slice(0, most).map((r) => `actor/${r.actor.id}`)],
		[actor.id, items],
	);
	useDrawn({ keys, edges: [], lens }, still);

	if (total === 0)
		return (
			<section className="stack" aria-label={t("reach.nobody")}>
				<p role="status" className="negative-no">
					<strong>{t("reach.nobody")}</strong> {t(`reach.nobody.${direction}`, { name: actor.name })}
				</p>
				<Searched coverage={coverage} />
			</section>
		);
	return (
		<section className="stack" aria-label={t("reach.title")}>
			<div>
				<p role="status" className="reach-found">
					{t(`reach.found.${direction}`, { count: total, number: number(total), name: actor.name })}
				</p>
				{total > most && <p className="quiet">{t("reach.onCanvas", { count: most })}</p>}
			</div>
			{times.length > 0 && (
				<Player
					steps={times}
					direction={direction}
					total={total}
					ground={dark ? "dark" : "light"}
					at={at ?? times.length - 1}
					onAt={setAt}
				/>
			)}
			<ul className="reach-legend">
				<li>
					<span className="reached-dot" style={{ background: `var(--${own})` }} aria-hidden="true" />
					{t(direction === "from" ? "reach.source" : "reach.target", { name: actor.name })}
				</li>
				{items.some((r) => timeOf(r, direction) === null) && (
					<li>
						<span className="reached-dot" style={{ background: `var(--${undated})` }} aria-hidden="true" />
						{t("reach.undated")}
					</li>
				)}
			</ul>
			<ReachList
				items={items}
				upTo={upTo}
				colours={colours}
				direction={direction}
				actor={actor}
				question={question}
			/>
			{items.length < total && (
				<p className="row">
					{t("reach.listed", { count: items.length, number: number(items.length), total: number(total) })}
					<button type="button" className="button" onClick={more}>
						{t("reach.more")}
					</button>
				</p>
			)}
			<Searched coverage={coverage} />
			<SameInCypher answer={answer} />
		</section>
	);
}
