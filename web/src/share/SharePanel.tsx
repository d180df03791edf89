import { useState } from "react";
import { useTranslation } from "react-i18next";
import { picture } from "../app/picture";
import { Failure } from "../ui/Failure";
import { addressOf, scene, setNotes, useModel } from "../view/store";
import { download } from "./download";
import { edgesCsv, gexf, graphml } from "./exports";
import { KeptViews } from "./KeptViews";
import { printPicture, vectors } from "./print";
import "./share.css";

const shown = () => scene(useModel.getState());

const formats: readonly [name: string, write: () => Promise<void> | void][] = [
	["PNG", async () => download("backchannel.png", (await picture()?.png()) ?? new Blob())],
	["SVG", () => download("backchannel.svg", vectors(), "image/svg+xml")],
	["GEXF", () => download("backchannel.gexf", gexf(shown()), "application/xml")],
	["GraphML", () => download("backchannel.graphml", graphml(shown()), "application/xml")],
	["CSV", () => download("backchannel.csv", edgesCsv(shown()), "text/csv")],
];

/** Keeps the view, hands it on, takes it out. */
export function SharePanel() {
	const { t } = useTranslation();
	const notes = useModel((m) => m.notes);
	const [copied, setCopied] = useState(false);
	const [error, setError] = useState<unknown>();
	const copy = async () => {
		const url = `${location.href.split("#")[0]}#${addressOf(useModel.getState())}`;
		await navigator.clipboard.writeText(url);
		setCopied(true);
	};
	const attempt = (act: () => Promise<void> | void) => async () => {
		setError(undefined);
		try {
			await act();
		} catch (e) {
			setError(e);
		}
	};
	return (
		<div className="stack">
			<section className="stack">
				<h2>{t("share.notes")}</h2>
				<textarea
					className="input share-notes"
					aria-label={t("share.notes")}
					value={notes}
					onChange={(e) => setNotes(e.target.value)}
					placeholder={t("share.notesHint")}
				/>
			</section>
			<KeptViews />
			<section className="stack">
				<h2>{t("share.address")}</h2>
				<p className="quiet">{t("share.addressHint")}</p>
				<div className="row">
					<button type="button" className="button" onClick={attempt(copy)}>
						{t("share.copy")}
					</button>
					<span role="status">{copied && t("share.copied")}</span>
				</div>
			</section>
			<section className="stack">
				<h2>{t("share.export")}</h2>
				<div className="row">
					{formats.map(([name, write]) => (
						<button key={name} type="button" className="button" onClick={attempt(write)}>
							{name}
						</button>
					))}
				</div>
				<p className="quiet">{t("share.exportHint")}</p>
			</section>
			<section className="stack">
				<h2>{t("share.print")}</h2>
				<p className="quiet">{t("share.printHint")}</p>
				<div className="row">
					<button type="button" className="button" onClick={attempt(printPicture)}>
						{t("share.printNow")}
					</button>
				</div>
			</section>
			{error !== undefined && <Failure error={error} dismiss={() => setError(undefined)} />}
		</div>
	);
}
