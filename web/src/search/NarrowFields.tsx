import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../view/view";
import "./search.css";

type Narrow = Pick<Filter, "about" | "since" | "until" | "role" | "channel">;

interface Props {
	value: Narrow;
	onChange: (change: Partial<Narrow>) => void;
}

const roles = ["to", "cc", "bcc"];

/** About what, when, to whom in which role: the same in every question. */
export function NarrowFields({ value, onChange }: Props) {
	const { t } = useTranslation();
	return (
		<div className="narrow">
			<Text
				wide
				label={t("narrow.about")}
				hint={t("narrow.aboutHint")}
				value={value.about}
				onChange={(about) => onChange({ about })}
			/>
			<Text
				label={t("narrow.since")}
				hint="2016-07"
				value={value.since}
				onChange={(since) => onChange({ since })}
			/>
			<Text
				label={t("narrow.until")}
				hint="2017-11-13"
				value={value.until}
				onChange={(until) => onChange({ until })}
			/>
			<fieldset className="roles narrow-wide">
				<legend className="label">{t("narrow.role")}</legend>
				{roles.map((role) => (
					<label key={role}>
						<input
							type="checkbox"
							checked={value.role.includes(role)}
							onChange={(e) =>
								onChange({
									role: roles.filter((r) => (r === role ? e.target.checked : value.role.includes(r))),
								})
							}
						/>
						{t(`role.${role}`)}
					</label>
				))}
			</fieldset>
			<Text
				wide
				label={t("narrow.channel")}
				hint="email, direct-message"
				value={value.channel.join(", ")}
				onChange={(text) =>
					onChange({
						channel: text
							.split(",")
							.map((c) => c.trim())
							.filter(Boolean),
					})
				}
			/>
		</div>
	);
}

/** A field that takes effect when it is left, or by Enter. */
function Text(props: {
	label: string;
	hint: string;
	value: string;
	onChange: (text: string) => void;
	wide?: boolean;
}) {
	const [text, setText] = useState(props.value);
	useEffect(() => setText(props.value), [props.value]);
	const settle = () => {
		if (text.trim() !== props.value) props.onChange(text.trim());
	};
	return (
		<label className={props.wide ? "field narrow-wide" : "field"}>
			<span>{props.label}</span>
			<input
				className="input"
				value={text}
				placeholder={props.hint}
				onChange={(e) => setText(e.target.value)}
				onBlur={settle}
				onKeyDown={(e) => {
					if (e.key === "Enter") settle();
				}}
			/>
		</label>
	);
}
