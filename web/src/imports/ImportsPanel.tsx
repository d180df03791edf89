import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { ask, useModel } from "../view/store";
import { EarlierImports } from "./EarlierImports";
import { ImportView } from "./ImportView";
import { NewImport } from "./NewImport";
import "./imports.css";

const idOf = (asked: unknown): string | null =>
	typeof asked === "object" && asked !== null && "id" in asked && typeof asked.id === "string"
		? asked.id
		: null;

/** Brings files in: chooses them, follows the import, reads its report. */
export function ImportsPanel() {
	const { t } = useTranslation();
	const id = useModel((m) => idOf(m.asked.imports));
	const list = useAsk("imports", (signal) => get<Schemas["ImportList"]>("imports", {}, signal));
	const open = (next: string | null) => {
		ask("imports", next === null ? undefined : { id: next });
		list.retry();
	};
	return (
		<div className="stack">
			<h2>{t("imports.title")}</h2>
			{id === null ? (
				<NewImport started={(i) => open(i.id)} />
			) : (
				<ImportView key={id} id={id} close={() => open(null)} ended={list.retry} />
			)}
			{list.error !== undefined && <Failure error={list.error} retry={list.retry} />}
			{list.data && <EarlierImports items={list.data.items} shown={id} open={open} />}
		</div>
	);
}
