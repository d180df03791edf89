import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client";
import { idOf, type KeptHead, keeper } from "../api/kept";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { open, presentView, useModel } from "../view/store";
import type { View } from "../view/view";

const views = keeper<View>("views");

/** The views that are kept on the server. */
export function KeptViews() {
	const { t, i18n } = useTranslation();
	const [name, setName] = useState("");
	const [error, setError] = useState<{ error: unknown; retry: () => void }>();
	const kept = useModel((m) => m.kept);
	const { data, error: unread, retry } = useAsk("views", views.list);
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
	const keep = (as: string, id: string, version?: string | number) =>
		attempt(async () => {
			const state = presentView(useModel.getState());
			const answer = await views.keep(id, { name: as, notes: state.notes, state }, version);
			useModel.setState({ kept: { id, name: as, version: answer.version } });
			setName("");
		});
	const reopen = (v: KeptHead) =>
		attempt(async () => {
			const full = await views.read(v.id);
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
						onClick={() => void keep(kept.name, kept.id, kept.version)}
					>
						{t("share.keepAgain", { name: kept.name })}
					</button>
				</div>
			)}
			<form
				className="row"
				onSubmit={(e) => {
					e.preventDefault();
					if (name.trim()) void keep(name.trim(), idOf(name.trim()));
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
						{v.damaged ? (
							<span className="share-view">{v.name}</span>
						) : (
							<button type="button" className="link share-view" onClick={() => void reopen(v)}>
								{v.name}
							</button>
						)}
						<span className="quiet">{v.damaged ? t("share.damaged") : date.format(new Date(v.saved))}</span>
						<button
							type="button"
							className="button button-plain"
							aria-label={t("share.forget", { name: v.name })}
							onClick={() => {
								if (confirm(t("share.forgetSure", { name: v.name }))) void attempt(() => views.forget(v.id));
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
