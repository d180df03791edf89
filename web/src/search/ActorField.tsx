import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { Icon } from "../ui/Icon";
import { useModel } from "../view/store";
import { SuggestField } from "./SuggestField";
import { searching } from "./suggest";
import { useSuggestions } from "./useSuggestions";
import "./search.css";

interface Props {
	label: string;
	value: readonly string[];
	onChange: (ids: string[]) => void;
	single?: boolean;
}

/** A field for actors. What is typed and not chosen stands as it is: the service knows names and aliases. */
export function ActorField({ label, value, onChange, single = false }: Props) {
	const { t } = useTranslation();
	const id = useId();
	const [text, setText] = useState("");
	const { data, error, retry } = useSuggestions(text, (q, signal) =>
		get<Schemas["ListActor"]>("actors", { q: searching(q), limit: 8 }, signal),
	);
	const add = (name: string) => {
		if (name) onChange(single ? [name] : [...value.filter((v) => v !== name), name]);
		setText("");
	};
	return (
		<div className="field">
			<label className="label" htmlFor={id}>
				{label}
			</label>
			<div className="actors">
				{value.map((v) => (
					<Chip key={v} id={v} remove={() => onChange(value.filter((other) => other !== v))} />
				))}
				<SuggestField
					id={id}
					className={single && value.length > 0 ? "actors-input actors-input-filled" : "actors-input"}
					value={text}
					setValue={setText}
					choices={(data?.items ?? []).map((a) => ({
						key: a.id,
						kind: a.kind,
						text: a.name,
						note: a.aliases[0],
						choose: () => add(a.id),
					}))}
					status={
						error !== undefined ? (
							<Failure error={error} retry={retry} />
						) : (
							data?.items.length === 0 && <p className="suggestions-none quiet">{t("search.noActor")}</p>
						)
					}
					onKeyDown={(e) => {
						if (e.key === "Backspace" && text === "") onChange(value.slice(0, -1));
						// Without a suggestion that the arrow keys went to, what is typed is meant.
						if (e.key === "Enter" && !e.currentTarget.hasAttribute("aria-activedescendant")) add(text.trim());
					}}
					onBlur={() => add(text.trim())}
				/>
			</div>
		</div>
	);
}

function Chip({ id, remove }: { id: string; remove: () => void }) {
	const { t } = useTranslation();
	const known = useModel((m) => m.catalogue.nodes.get(`actor/${id}`)?.name);
	const { data } = useAsk(known ? null : id, (signal) =>
		get<Schemas["Card"]>(`actors/${encodeURIComponent(id)}`, {}, signal).catch(() => null),
	);
	const name = known ?? data?.name ?? id;
	return (
		<span className="chip">
			{name}
			<button
				type="button"
				className="chip-remove"
				onClick={remove}
				aria-label={t("search.remove", { name })}
			>
				<Icon name="close" size={12} />
			</button>
		</span>
	);
}
