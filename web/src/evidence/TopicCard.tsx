import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ShowCypher } from "../ui/ShowCypher";
import { useNumber } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { useModel } from "../view/store";
import { isNarrow, narrowing } from "../view/view";
import { Actions } from "./Actions";
import { Heading } from "./Heading";
import { MessageRow } from "./MessageRow";
import { More } from "./More";
import { None } from "./None";
import { usePages } from "./usePages";
import { Writers } from "./Writers";

type Around = Schemas["Neighborhood"];

/** A topic: who writes about it, and the messages. */
export function TopicCard({ id }: { id: string }) {
	const { t } = useTranslation();
	const number = useNumber();
	const filter = useModel((m) => m.history.present.filter);
	const narrow = narrowing(filter);
	const path = `topics/${encodeURIComponent(id)}/neighborhood`;
	const around = useAsk(`${path} ${JSON.stringify(narrow)}`, (signal) =>
		get<Around>(path, { ...narrow, limit: 10 }, signal),
	);
	const list = usePages<Schemas["ListMessage"]>("messages", { ...narrow, about: id, limit: 50 });
	const items = list.pages.flatMap((p) => p.items);
	const total = list.pages[0]?.total ?? 0;
	return (
		<div className="stack">
			<Heading kind={t("kind.topic")} mark="topic">
				{around.data?.center.name || id}
			</Heading>
			<Actions of={`topic/${id}`} />
			{around.error !== undefined && <Failure error={around.error} retry={around.retry} />}
			{around.loading && !around.data && <Waiting />}
			{around.data && (
				<Writers title={t("topic.writers")} of={around.data} kind="about" left={around.data.left_out.nodes} />
			)}
			<section className="part">
				<h3>
					{t("topic.messages")} <span className="quiet number">{list.pages[0] && number(total)}</span>
				</h3>
				{isNarrow(filter) && <p className="quiet">{t("evidence.narrowed")}</p>}
				{list.pages[0]?.total === 0 && <None of={list.pages[0].coverage} />}
				<ol className="items">
					{items.map((m) => (
						<MessageRow key={m.id} of={m} />
					))}
				</ol>
				<More list={list} shown={items.length} total={total} />
			</section>
			<ShowCypher cypher={list.pages[0]?.cypher} />
		</div>
	);
}
