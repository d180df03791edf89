import { Combobox, ComboboxItem, ComboboxList, ComboboxProvider } from "@ariakit/react/combobox";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { Failure } from "../ui/Failure";
import { Icon } from "../ui/Icon";
import { useNumber } from "../ui/time";
import { bring, openPanel, select, setFilter } from "../view/store";
import { keyOf, type NodeKind } from "../view/view";
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
	const [open, setOpen] = useState(false);
	const { data, error, loading, retry } = useSuggestions(text, (q, signal) => suggest(q, each, signal));
	const messages = data?.counts.messages ?? 0;

	const choose = (hit: Hit) => {
		done();
		const key = nodeOf(hit);
		if (key) {
			select({ kind: "node", key }); // at once: what takes the focus later takes it from the next word
			void bring([key]);
		} else if (hit.kind === "message") void land(hit.id);
		else if (hit.kind === "claim" || hit.kind === "source") void about(hit.text);
	};
	const done = () => {
		setOpen(false);
		setText("");
	};

	return (
		<search className="search">
			<ComboboxProvider
				value={text}
				setValue={setText}
				open={open && text.trim() !== ""}
				setOpen={setOpen}
				resetValueOnHide={false}
			>
				<Icon name="search" />
				<Combobox
					id="search"
					className="search-input"
					placeholder={t("search.placeholder")}
					aria-label={t("search.label")}
					autoSelect="always"
					onKeyDown={(e) => {
						if (e.key === "Escape") e.currentTarget.blur();
					}}
				/>
				<ComboboxList className="suggestions">
					{error !== undefined && <Failure error={error} retry={retry} />}
					{ranked(data?.items ?? [], text).map((hit) => (
						<ComboboxItem
							key={`${hit.kind}/${hit.id}`}
							className="suggestions-item"
							value={hit.text}
							setValueOnClick={false}
							onClick={() => choose(hit)}
						>
							<span className={`kind kind-${hit.kind}`} aria-hidden="true" />
							<span className="suggestions-text">{hit.text || hit.id}</span>
							<span className="quiet">{t(`kind.${hit.kind}`)}</span>
						</ComboboxItem>
					))}
					{messages > 0 && (
						<ComboboxItem
							className="suggestions-item suggestions-all"
							value={text}
							setValueOnClick={false}
							onClick={() => {
								done();
								void about(text.trim());
							}}
						>
							{t("search.messages", { count: messages, number: number(messages), text: text.trim() })}
						</ComboboxItem>
					)}
					{data && data.total === 0 && !loading && (
						<p className="suggestions-none quiet">{t("search.none")}</p>
					)}
					{loading && !data && <p className="suggestions-none quiet">{t("waiting")}</p>}
				</ComboboxList>
			</ComboboxProvider>
		</search>
	);
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
