import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { download } from "../share/download";
import { Failure } from "../ui/Failure";
import { change, useAsked } from "./asked";
import { Doing } from "./Doing";
import { Head, Toggle } from "./Head";
import { MatrixRead } from "./MatrixRead";
import { forget, forgive, useRuns, work } from "./run";
import { Source } from "./Source";

/** Competing hypotheses held to all the evidence. */
export function MatrixTab() {
	const { t } = useTranslation();
	const { matrix: text } = useAsked();
	const { matrix: result, failed, doing } = useRuns();
	const [listed, setListed] = useState(text === "");
	const [source, setSource] = useState(false);
	const examples = useAsk("matrices", (signal) => get<Schemas["Matrices"]>("matrices", {}, signal));
	const write = (next: string) => {
		forgive();
		change({ matrix: next });
	};
	const run = () => {
		if (text.trim()) void work("matrix", text);
	};
	const again = () => void work("matrix", JSON.stringify({ matrix: text, former: result }), "matrices/rerun");
	return (
		<>
			<div className="hypotheses-tools stack">
				<Head
					listed={listed}
					setListed={setListed}
					asked={examples}
					beside={<Toggle open={source} set={setSource} text="hypotheses.edit" />}
				>
					<ul className="examples">
						{examples.data?.examples.map((e) => (
							<li key={e.id} className="examples-item">
								<button
									type="button"
									className="examples-open"
									onClick={() => {
										forget("matrix");
										write(e.text);
										setListed(false);
										void work("matrix", e.text);
									}}
								>
									{e.question}
									<span className="quiet">{t("hypotheses.about", { data: e.data })}</span>
								</button>
							</li>
						))}
					</ul>
				</Head>
				{(source || failed?.work === "matrix") && (
					<Source
						label={t("hypotheses.matrixFile")}
						text={text}
						onChange={write}
						onRun={run}
						error={failed?.work === "matrix" ? failed.error : undefined}
					/>
				)}
				<div className="row">
					<button
						type="button"
						className="button button-main"
						onClick={run}
						disabled={!text.trim() || doing !== undefined}
					>
						{t("hypotheses.weigh")}
					</button>
					{result && (
						<button
							type="button"
							className="button"
							onClick={again}
							disabled={!text.trim() || doing !== undefined}
						>
							{t("hypotheses.rerun")}
						</button>
					)}
					<Doing works={["matrix"]} />
				</div>
				{failed?.work === "matrix" && <Failure error={failed.error} retry={failed.again} />}
			</div>
			{result && (
				<MatrixRead result={result}>
					<div className="row hypotheses-tools">
						<button
							type="button"
							className="button"
							onClick={() =>
								download(`${result.id}.json`, JSON.stringify(result, null, "\t"), "application/json")
							}
						>
							{t("hypotheses.keepMatrix")}
						</button>
						<button type="button" className="button" onClick={() => print()}>
							{t("hypotheses.print")}
						</button>
					</div>
				</MatrixRead>
			)}
		</>
	);
}
