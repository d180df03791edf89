import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { open, presentView, useModel } from "../view/store";
import { forgetView, idOf, type KeptView, keepView, listViews, readView } from "./views";

/** The views that are kept on the server. */
export function KeptViews() {
	const { t, i18n } = useTranslation();
	const [name, setName] = useState("");
	const [error, setError] = useState<{ error: unknown; retry: () => void }>();
	const kept = useModel((m) => m.kept);
	const { data, error: unread, retry } = useAsk("views", listViews);
	const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });

	const attempt = async (act: () => Promise<void>) => {
		setError(undefined);
		try {
			await act();
			retry();
		} catch (e) {
			setError({ error: e, retry: () => void attempt(act) });
		}
	};
	const keep = (as: string, version?: string | number) =>
		attempt(async () => {
			const id = idOf(as);
			const answer = await keepView(id, as, presentView(useModel.getState()), version);
			useModel.setState({ kept: { id, name: as, version: answer.version } });
			setName("");
		});
	const reopen = (v: KeptView) =>
		attempt(async () => {
			const full = await readView(v.id);
			if (full.state)
				await open({ ...full.state, panel: "share", notes: full.notes }, [], {
					id: full.id,
					name: full.name,
					version: full.version,
				});
		});
	const conflict = error?.error instanceof ApiError && error.error.code === "conflict";

	return (
		<section className="stack">
			<h2>{t("share.views")}</h2>
			{kept && (
				<div className="row">
					<button
						type="button"
						className="button button-main"
						onClick={() => void keep(kept.name, kept.version)}
					>
						{t("share.keepAgain", { name: kept.name })}
					</button>
				</div>
			)}
			<form
				className="row"
				onSubmit={(e) => {
					e.preventDefault();
					if (name.trim()) void keep(name.trim());
				}}
			>
				<label className="field share-name">
					<span>{t("share.name")}</span>
					<input className="input" value={name} onChange={(e) => setName(e.target.value)} maxLength={200} />
				</label>
				<button type="submit" className="button share-keep" disabled={!name.trim()}>
					{t("share.keep")}
				</button>
			</form>
			{error && (
				<Failure
					error={error.error}
					{...(conflict ? {} : { retry: error.retry })}
					dismiss={() => setError(undefined)}
				/>
			)}
			{unread !== undefined && <Failure error={unread} retry={retry} />}
			<ul className="share-views">
				{data?.items.map((v) => (
					<li key={v.id} className="row">
						<button type="button" className="link share-view" onClick={() => void reopen(v)}>
							{v.name}
						</button>
						<span className="quiet">{date.format(new Date(v.saved))}</span>
						<button
							type="button"
							className="button button-plain"
							aria-label={t("share.forget", { name: v.name })}
							onClick={() => {
								if (confirm(t("share.forgetSure", { name: v.name }))) void attempt(() => forgetView(v.id));
							}}
						>
							×
						</button>
					</li>
				))}
			</ul>
			{data?.items.length === 0 && <p className="quiet">{t("share.noViews")}</p>}
		</section>
	);
}
