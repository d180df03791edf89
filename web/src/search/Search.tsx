import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { Failure } from "../ui/Failure";
import { Icon } from "../ui/Icon";
import { useNumber } from "../ui/time";
import { bring, openPanel, select, setFilter } from "../view/store";
import { keyOf, type NodeKind } from "../view/view";
import { type Choice, SuggestField } from "./SuggestField";
import { type Hit, nodeOf, ranked, suggest } from "./suggest";
import { useSuggestions } from "./useSuggestions";
import "./search.css";

/** How many of each kind are suggested. */
const each = 4;

/** How many pairs who wrote about something bring to the canvas. */
const strongest = 40;

/** Finds actors, topics, events and messages, and puts them on the canvas. */
export function Search() {
	const { t } = useTranslation();
	const number = useNumber();
	const [text, setText] = useState("");
	const { data, error, loading, retry } = useSuggestions(text, (q, signal) => suggest(q, each, signal));
	const messages = data?.counts.messages ?? 0;

	const choose = (hit: Hit) => {
		setText("");
		const key = nodeOf(hit);
		if (key) {
			select({ kind: "node", key }); // at once: what takes the focus later takes it from the next word
			void bring([key]);
		} else if (hit.kind === "message") void land(hit.id);
		else if (hit.kind === "claim" || hit.kind === "source") void about(hit.text);
	};
	const choices: Choice[] = ranked(data?.items ?? [], text).map((hit) => ({
		key: `${hit.kind}/${hit.id}`,
		kind: hit.kind,
		text: hit.text || hit.id,
		note: t(`kind.${hit.kind}`),
		choose: () => choose(hit),
	}));
	if (messages > 0) {
		const words = text.trim();
		choices.push({
			key: "messages",
			text: t("search.messages", { count: messages, number: number(messages), text: words }),
			choose: () => {
				setText("");
				void about(words);
			},
		});
	}

	return (
		<search className="search">
			<Icon name="search" />
			<SuggestField
				id="search"
				className="search-input"
				placeholder={t("search.placeholder")}
				label={t("search.label")}
				value={text}
				setValue={setText}
				autoSelect
				choices={choices}
				status={status()}
				onKeyDown={(e) => {
					if (e.key === "Escape") e.currentTarget.blur();
				}}
			/>
		</search>
	);

	function status() {
		if (error !== undefined) return <Failure error={error} retry={retry} />;
		if (loading && !data) return <p className="suggestions-none quiet">{t("waiting")}</p>;
		if (data?.total === 0 && !loading) return <p className="suggestions-none quiet">{t("search.none")}</p>;
		return null;
	}
}

/** Shows a message, and who has to do with it. */
async function land(id: string): Promise<void> {
	select({ kind: "message", id });
	const answer = await get<Schemas["MessageAnswer"]>(`messages/${encodeURIComponent(id)}`).catch(() => null);
	const keys = [...(answer?.from ?? []), ...(answer?.to ?? [])].map((a) => keyOf(a.kind as NodeKind, a.id));
	if (keys.length > 0) await bring(keys);
}

/** Narrows all to what is about the words, and shows who wrote about it most. */
async function about(words: string): Promise<void> {
	openPanel("explore");
	await setFilter({ about: words });
	const { items } = await get<Schemas["ListPair"]>("contacts/pairs", {
		about: words,
		limit: strongest,
	}).catch(() => ({ items: [] }));
	const keys = items.flatMap((p) => [
		keyOf(p.from.kind as NodeKind, p.from.id),
		keyOf(p.to.kind as NodeKind, p.to.id),
	]);
	if (keys.length > 0) await bring([...new Set(keys)]);
}
