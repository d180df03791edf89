import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { MessageRow } from "./MessageRow";
import { More } from "./More";

import { usePages } from "./usePages";

/** The thread that a message is in; nothing if it stands alone. */
export function Thread({ of }: { of: string }) {
	const { t } = useTranslation();
	const list = usePages<Schemas["ListMessage"]>(`threads/${encodeURIComponent(of)}`, { limit: 50 });
	const total = list.pages[0]?.total ?? 0;
	const items = list.pages.flatMap((p) => p.items);
	if (total < 2 && !list.error) return null;
	return (
		<section className="part">
			<h3>{t("message.thread", { count: total })}</h3>
			<ol className="items">
				{items.map((m) => (
					<MessageRow key={m.id} of={m} current={m.id === of} />
				))}
			</ol>
			<More list={list} shown={items.length} total={total} />
		</section>
	);
}
