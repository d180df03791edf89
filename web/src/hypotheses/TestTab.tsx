import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { download } from "../share/download";
import { Failure } from "../ui/Failure";
import { change, useAsked } from "./asked";
import { Batch } from "./Batch";
import { Doing } from "./Doing";
import { Examples } from "./Examples";
import { Finding } from "./Finding";
import { Head } from "./Head";
import { forget, forgive, useRuns, work } from "./run";
import { SensitivityTable } from "./SensitivityTable";
import { Source } from "./Source";
import { blankFile } from "./starting";
import { Verify } from "./Verify";

/** One hypothesis: its file, its run, and what came of it. */
export function TestTab() {
	const { t } = useTranslation();
	const { text } = useAsked();
	const { bundle, batch, sensitivity, failed, doing } = useRuns();
	const [listed, setListed] = useState(text === "");
	const examples = useAsk("hypotheses", (signal) => get<Schemas["Hypotheses"]>("hypotheses", {}, signal));
	const write = (next: string) => {
		forgive();
		change({ text: next });
	};
	const take = (next: string) => {
		forget("bundle", "sensitivity", "batch");
		write(next);
		setListed(false);
	};
	const run = () => {
		if (!text.trim()) return;
		forget("sensitivity", "batch");
		void work("bundle", text);
	};
	const result = bundle?.result;
	return (
		<>
			<div className="hypotheses-tools stack">
				<Head
					listed={listed}
					setListed={setListed}
					asked={examples}
					beside={
						<>
							<button type="button" className="button button-plain" onClick={() => take(blankFile)}>
								{t("hypotheses.own")}
							</button>
							<a
								className="hypotheses-schema"
								href="api/v1/hypotheses/schema"
								target="_blank"
								rel="noreferrer"
							>
								{t("hypotheses.schema")}
							</a>
						</>
					}
				>
					{examples.data && <Examples examples={examples.data.examples} choose={take} />}
					<Doing works={["batch"]} />
					{failed?.work === "batch" && <Failure error={failed.error} retry={failed.again} />}
				</Head>
				{(text !== "" || !listed) && (
					<>
						<Source
							label={t("hypotheses.file")}
							text={text}
							onChange={write}
							onRun={run}
							error={failed?.work === "bundle" ? failed.error : undefined}
						/>
						<div className="row">
							<button
								type="button"
								className="button button-main"
								onClick={run}
								disabled={!text.trim() || doing !== undefined}
							>
								{t("hypotheses.run")}
							</button>
							<Doing works={["bundle"]} />
						</div>
					</>
				)}
				{failed?.work === "bundle" && <Failure error={failed.error} retry={failed.again} />}
			</div>
			{batch && <Batch batch={batch} />}
			{result && !batch && (
				<Finding
					result={result}
					definition={bundle.definition}
					messages={bundle.messages}
					sources={bundle.sources}
				>
					<div className="row hypotheses-tools">
						<button
							type="button"
							className="button"
							onClick={() =>
								download(`${result.id}.json`, JSON.stringify(bundle, null, "\t"), "application/json")
							}
						>
							{t("hypotheses.bundle")}
						</button>
						<button
							type="button"
							className="button"
							disabled={doing !== undefined}
							onClick={() => void work("sensitivity", JSON.stringify(bundle.definition))}
						>
							{t("hypotheses.askSensitivity")}
						</button>
						<button type="button" className="button" onClick={() => print()}>
							{t("hypotheses.print")}
						</button>
						<Doing works={["sensitivity"]} />
					</div>
					{failed?.work === "sensitivity" && <Failure error={failed.error} retry={failed.again} />}
					{sensitivity && sensitivity.id === result.id && <SensitivityTable sensitivity={sensitivity} />}
				</Finding>
			)}
			<div className="hypotheses-tools stack">
				<h3>{t("hypotheses.verify")}</h3>
				<Verify />
				<Doing works={["verify"]} />
			</div>
		</>
	);
}
