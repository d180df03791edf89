import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../api/client";
import { Failure } from "../ui/Failure";
import { useNumber } from "../ui/time";
import { Waiting } from "../ui/Waiting";
import { refresh, showWhole, useModel } from "../view/store";
import { ImportProgress } from "./ImportProgress";
import { ImportReport } from "./ImportReport";
import { isOver } from "./import";
import { Refusal } from "./Refusal";
import { State } from "./State";
import { useImport } from "./useImport";

interface Props {
	id: string;
	close: () => void;
	ended: () => void;
}

/** How much of the graph is shown where the canvas is empty: nodes and edges. */
const shown = [300, 3000] as const;

/** Asks the graph again, of which an import has changed something. */
function look(): void {
	const { nodes } = useModel.getState().history.present;
	if (Object.keys(nodes).length > 0) void refresh();
	else void showWhole(...shown);
}

/** One import: how it comes along, and its report at the end. */
export function ImportView({ id, close, ended }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const { now, error, secondsLeft, adrift, retry } = useImport(id, () => {
		ended();
		look();
	});
	const [refused, setRefused] = useState<unknown>();
	const cancel = () => {
		setRefused(undefined);
		request(`imports/${encodeURIComponent(id)}`, { method: "DELETE" }).catch(setRefused);
	};
	const malformed = now?.report?.total.malformed ?? 0;
	const actions = (
		<div className="row">
			{now && isOver(now) && now.state !== "failed" && (
				<button type="button" className="button button-main" onClick={() => void showWhole(...shown)}>
					{t("imports.show")}
				</button>
			)}
			<button type="button" className="button" onClick={close}>
				{t("imports.another")}
			</button>
		</div>
	);
	return (
		<section className="stack" aria-label={now?.name ?? t("imports.title")}>
			{error !== undefined && <Failure error={error} retry={retry} />}
			{!now && error === undefined && <Waiting />}
			{now && (
				<>
					<div className="row">
						<h3 className="imports-name">{now.name}</h3>
						<State state={now.state} />
					</div>
					{!isOver(now) && (
						<ImportProgress now={now} secondsLeft={secondsLeft} adrift={adrift} cancel={cancel} />
					)}
					{refused !== undefined && <Failure error={refused} retry={cancel} />}
					{now.failure && <Refusal error={now.failure} />}
					{isOver(now) && (
						<p role="status">
							{malformed > 0 && now.state === "done"
								? t("imports.ended.partly", { count: malformed, number: number(malformed) })
								: t(`imports.ended.${now.state}`)}
						</p>
					)}
					{actions}
					{now.report && <ImportReport report={now.report} />}
				</>
			)}
			{!now && actions}
		</section>
	);
}
