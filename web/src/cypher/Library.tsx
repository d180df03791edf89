import { useState } from "react";
import { useTranslation } from "react-i18next";
import { idOf, type KeptHead } from "../api/kept";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { Icon } from "../ui/Icon";
import type { CypherQuestion } from "../ui/ShowCypher";
import { useNumber } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { listSaved, past, saved } from "./kept";
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
	const [error, setError] = useState<unknown>();
	const keep = async (as: string) => {
		setError(undefined);
		try {
			const { query, parameters } = question;
			await saved.keep(idOf(as), { name: as, state: { query, parameters } }, "*"); // what had the name is replaced
			setName(null);
			done();
		} catch (e) {
			setError(e);
		}
	};
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
				if (name.trim()) void keep(name.trim());
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
			{error !== undefined && <Failure error={error} retry={() => void keep(name.trim())} />}
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
	const { data: items, error: unread, retry } = useAsk("saved queries", listSaved);
	const [renaming, setRenaming] = useState<string | null>(null);
	const [failed, setFailed] = useState<{ error: unknown; again: () => void }>();
	const attempt = async (act: () => Promise<void>) => {
		setFailed(undefined);
		try {
			await act();
			retry();
		} catch (error) {
			setFailed({ error, again: () => void attempt(act) });
		}
	};
	const rename = ({ id, name }: KeptHead, to: string) =>
		attempt(async () => {
			setRenaming(null);
			if (to === "" || to === name) return;
			const { state } = await saved.read(id);
			await saved.keep(idOf(to), { name: to, state }, "*");
			if (idOf(to) !== id) await saved.forget(id);
		});
	if (unread !== undefined) return <Failure error={unread} retry={retry} />;
	if (!items) return <Waiting />;
	return (
		<>
			{failed && <Failure error={failed.error} retry={failed.again} dismiss={() => setFailed(undefined)} />}
			{items.length === 0 && <p className="library-none quiet">{t("cypher.noSaved")}</p>}
			<ul className="library-list">
				{items.map((s) => (
					<li key={s.id} className="library-saved">
						{renaming === s.id ? (
							<form
								className="library-rename"
								onSubmit={(e) => {
									e.preventDefault();
									void rename(s, new FormData(e.currentTarget).get("name")?.toString().trim() ?? "");
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
								<button
									type="button"
									className="library-item"
									disabled={s.damaged}
									onClick={() => void attempt(async () => take((await saved.read(s.id)).state))}
								>
									{s.name}
								</button>
								<button type="button" className="link" onClick={() => setRenaming(s.id)} disabled={s.damaged}>
									{t("cypher.rename")}
								</button>
								<button
									type="button"
									className="button button-plain"
									aria-label={t("cypher.delete", { name: s.name })}
									onClick={() => void attempt(() => saved.forget(s.id))}
								>
									<Icon name="close" size={14} />
								</button>
							</>
						)}
					</li>
				))}
			</ul>
		</>
	);
}
