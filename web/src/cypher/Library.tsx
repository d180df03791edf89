import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import type { CypherQuestion } from "../ui/ShowCypher";
import { useNumber } from "../ui/time";
import { named, past, renamed, saved } from "./kept";
import { samples } from "./samples";

interface Props {
	question: CypherQuestion;
	choose: (q: CypherQuestion) => void;
}

const shelves = ["samples", "history", "saved"] as const;
type Name = (typeof shelves)[number];

/** Queries to take up again: samples, those that ran, those with names. */
export function Library({ question, choose }: Props) {
	const { t } = useTranslation();
	const ran = past.use();
	const first = ran.length === 0 && question.query === "";
	const [open, setOpen] = useState<Name | null>(first ? "samples" : null);
	const take = ({ query, parameters }: CypherQuestion) => {
		choose({ query, parameters });
		setOpen(null);
	};
	return (
		<section className="library" aria-label={t("cypher.library")}>
			<div className="row">
				{shelves.map((name) => (
					<button
						key={name}
						type="button"
						className="button button-plain library-tab"
						aria-expanded={open === name}
						onClick={() => setOpen(open === name ? null : name)}
					>
						{t(`cypher.${name}`)}
					</button>
				))}
				<Save question={question} done={() => setOpen("saved")} />
			</div>
			{open === "samples" && (
				<ul className="library-list">
					{samples.map((s) => (
						<li key={s.text}>
							<button type="button" className="library-item" onClick={() => take(s)}>
								{t(s.text)}
							</button>
						</li>
					))}
				</ul>
			)}
			{open === "history" && <History take={take} />}
			{open === "saved" && <SavedList take={take} />}
		</section>
	);
}

function Save({ question, done }: { question: CypherQuestion; done: () => void }) {
	const { t } = useTranslation();
	const [name, setName] = useState<string | null>(null);
	if (name === null)
		return (
			<button
				type="button"
				className="button button-plain library-save"
				onClick={() => setName("")}
				disabled={!question.query.trim()}
			>
				{t("cypher.save")}
			</button>
		);
	return (
		<form
			className="row library-save"
			onSubmit={(e) => {
				e.preventDefault();
				if (!name.trim()) return;
				saved.change((items) => named(items, { ...question, name: name.trim() }));
				setName(null);
				done();
			}}
		>
			<input
				className="input library-name"
				aria-label={t("cypher.name")}
				placeholder={t("cypher.name")}
				value={name}
				maxLength={120}
				// biome-ignore lint/a11y/noAutofocus: the field was asked for just now
				autoFocus
				onChange={(e) => setName(e.target.value)}
				onKeyDown={(e) => e.key === "Escape" && setName(null)}
			/>
			<button type="submit" className="button" disabled={!name.trim()}>
				{t("cypher.keep")}
			</button>
		</form>
	);
}

function History({ take }: { take: (q: CypherQuestion) => void }) {
	const { t, i18n } = useTranslation();
	const number = useNumber();
	const items = past.use();
	if (items.length === 0) return <p className="library-none quiet">{t("cypher.noHistory")}</p>;
	const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: "short", timeStyle: "short" });
	return (
		<>
			<ul className="library-list">
				{items.map((p) => (
					<li key={p.at + p.query}>
						<button type="button" className="library-item" onClick={() => take(p)} title={p.query}>
							<code className="library-query">{p.query.replace(/\s+/g, " ")}</code>
							<span className="quiet number">
								{when.format(new Date(p.at))} · {t("cypher.rows", { count: p.rows, number: number(p.rows) })}{" "}
								· {t("cypher.elapsed", { ms: number(Math.round(p.milliseconds)) })}
							</span>
						</button>
					</li>
				))}
			</ul>
			<button type="button" className="link" onClick={() => past.change(() => [])}>
				{t("cypher.forget")}
			</button>
		</>
	);
}

function SavedList({ take }: { take: (q: CypherQuestion) => void }) {
	const { t } = useTranslation();
	const items = saved.use();
	const [renaming, setRenaming] = useState<string | null>(null);
	if (items.length === 0) return <p className="library-none quiet">{t("cypher.noSaved")}</p>;
	return (
		<ul className="library-list">
			{items.map((s) => (
				<li key={s.name} className="library-saved">
					{renaming === s.name ? (
						<form
							className="library-rename"
							onSubmit={(e) => {
								e.preventDefault();
								const to = new FormData(e.currentTarget).get("name")?.toString().trim() ?? "";
								saved.change((all) => renamed(all, s.name, to));
								setRenaming(null);
							}}
						>
							<input
								name="name"
								className="input"
								aria-label={t("cypher.name")}
								defaultValue={s.name}
								maxLength={120}
								// biome-ignore lint/a11y/noAutofocus: the field was asked for just now
								autoFocus
								onKeyDown={(e) => e.key === "Escape" && setRenaming(null)}
							/>
							<button type="submit" className="button">
								{t("cypher.keep")}
							</button>
						</form>
					) : (
						<>
							<button type="button" className="library-item" onClick={() => take(s)} title={s.query}>
								{s.name}
							</button>
							<button type="button" className="link" onClick={() => setRenaming(s.name)}>
								{t("cypher.rename")}
							</button>
							<button
								type="button"
								className="button button-plain"
								aria-label={t("cypher.delete", { name: s.name })}
								onClick={() => saved.change((all) => all.filter((other) => other.name !== s.name))}
							>
								<Icon name="close" size={14} />
							</button>
						</>
					)}
				</li>
			))}
		</ul>
	);
}
