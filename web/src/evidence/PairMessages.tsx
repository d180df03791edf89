import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { ShowCypher } from "../ui/ShowCypher";
import { useNumber } from "../ui/time";
import { useModel } from "../view/store";
import { isNarrow, narrowing } from "../view/view";
import { Heading } from "./Heading";
import { More } from "./More";
import { None } from "./None";
import { Row } from "./Row";
import { useName } from "./useName";
import { usePages } from "./usePages";
import { Who } from "./Who";
import { useWords } from "./words";

const page = 50;

type Contacts = Schemas["ListContact"];

/** The messages between two, one way and the other. */
export function PairMessages({ from, to }: { from: string; to: string }) {
	const { t } = useTranslation();
	const [back, setBack] = useState(false);
	const [newest, setNewest] = useState(false);
	const names = { from: useName(from), to: useName(to) };
	const filter = useModel((m) => m.history.present.filter);
	const order = newest ? "newest" : "oldest";
	const narrow = { ...narrowing(filter), order };
	const there = usePages<Contacts>("contacts", { ...narrow, from: [from], to: [to], limit: back ? 1 : page });
	const home = usePages<Contacts>("contacts", { ...narrow, from: [to], to: [from], limit: back ? page : 1 });
	const ways = [
		{ on: !back, list: there, text: t("pair.way", { from: names.from.name, to: names.to.name }) },
		{ on: back, list: home, text: t("pair.way", { from: names.to.name, to: names.from.name }) },
	];
	const number = useNumber();
	return (
		<div className="stack">
			<Heading kind={t("pair.messages")}>
				<Who of={names.from} /> – <Who of={names.to} />
			</Heading>
			<fieldset className="group ways" aria-label={t("pair.direction")}>
				{ways.map((way, i) => (
					<button
						key={way.text}
						type="button"
						className="button way"
						aria-pressed={way.on}
						onClick={() => setBack(i === 1)}
					>
						<span>{way.text}</span>
						<span className="number">{way.list.pages[0] ? number(way.list.pages[0].total) : "…"}</span>
					</button>
				))}
			</fieldset>
			<label className="row">
				<span className="label">{t("pair.order")}</span>
				<select
					className="input pair-order"
					value={newest ? "newest" : "oldest"}
					onChange={(e) => setNewest(e.target.value === "newest")}
				>
					<option value="oldest">{t("pair.oldest")}</option>
					<option value="newest">{t("pair.newest")}</option>
				</select>
			</label>
			{isNarrow(filter) && <p className="quiet">{t("evidence.narrowed")}</p>}
			<List key={`${back} ${newest}`} list={back ? home : there} />
		</div>
	);
}

function List({ list }: { list: ReturnType<typeof usePages<Contacts>> }) {
	const { t } = useTranslation();
	const words = useWords();
	const first = list.pages[0];
	const items = list.pages.flatMap((p) => p.items);
	return (
		<>
			{first?.total === 0 && <None of={first.coverage} />}
			<ol className="items">
				{items.map((c) => (
					<Row
						key={`${c.message_id} ${c.role}`}
						at={c.at}
						text={c.subject || c.summary}
						beside={words.channel(c.channel)}
						below={[
							c.role === "to" ? "" : words.role(c.role),
							c.answered === "unknown" ? "" : t(`answered.short.${c.answered}`),
						]
							.filter(Boolean)
							.join(" · ")}
						opens={{ kind: "message", id: c.message_id }}
					/>
				))}
			</ol>
			<More list={list} shown={items.length} total={first?.total ?? 0} />
			<ShowCypher cypher={first?.cypher} />
		</>
	);
}
