import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import type { CypherQuestion } from "../ui/ShowCypher";
import { ask, useModel } from "../view/store";
import { Answer } from "./Answer";
import { complete } from "./completion";
import { Editor } from "./Editor";
import { Elapsed } from "./Elapsed";
import { Library } from "./Library";
import { cypher, json } from "./languages";
import { readParameters } from "./parameters";
import { forgive, run, stop, useRun } from "./run";
import "./cypher.css";

const limits = [100, 1000, 10_000, 100_000];
const seconds = [10, 60, 300];

const nothing: CypherQuestion = { query: "", parameters: "{}" };

/** Asks the graph in Cypher. */
export function CypherPanel() {
	const { t, i18n } = useTranslation();
	const question = useModel((m) => m.asked.cypher as CypherQuestion | undefined) ?? nothing;
	const { query, parameters } = question;
	const [limit, setLimit] = useState(1000);
	const [time, setTime] = useState(10);
	const { error, controller, answer } = useRun();
	const { data: contents } = useAsk("store", (signal) => get<Schemas["Contents"]>("store", {}, signal));
	const read = useMemo(() => readParameters(parameters), [parameters]);
	const problems = useMemo(() => placed(error), [error]);

	const write = (change: Partial<CypherQuestion>) => {
		forgive();
		ask("cypher", { ...question, ...change });
	};
	const start = () => {
		if (query.trim() && !read.problem) void run(question, limit, time);
	};
	return (
		<div className="cypher stack">
			<div className="row">
				<h2 className="cypher-title">{t("cypher.title")}</h2>
				{contents && (
					<span className="quiet">
						{t("cypher.engine", { engine: contents.store.engine, version: contents.store.version })}
					</span>
				)}
			</div>
			<div className="cypher-query">
				<Editor
					label={t("cypher.query")}
					hint={t("cypher.hint")}
					value={query}
					onChange={(text) => write({ query: text })}
					onRun={start}
					language={cypher}
					problems={problems}
					complete={(context) => {
						const word = context.matchBefore(/[\w$:.|{]\w*$/);
						if (!word && !context.explicit) return null;
						const text = context.state.doc.toString();
						const names = Object.keys(read.values ?? {});
						const found = complete(text, context.pos, contents?.store.dialect ?? "kuzu", names);
						return found && { ...found, validFor: /^\w*$/ };
					}}
				/>
			</div>
			<div className="field cypher-parameters">
				<span aria-hidden="true">{t("cypher.parameters")}</span>
				<Editor
					small
					label={t("cypher.parameters")}
					value={parameters}
					onChange={(text) => write({ parameters: text })}
					onRun={start}
					language={json}
					problems={useMemo(() => (read.problem ? [read.problem] : []), [read])}
				/>
				{read.problem && (
					<p className="cypher-wrong" role="alert">
						{t("cypher.noObject", { line: read.problem.line })} {read.problem.message}
					</p>
				)}
			</div>
			<div className="row">
				{controller ? (
					<button type="button" className="button cypher-stop" onClick={stop}>
						{t("cypher.cancel")}
					</button>
				) : (
					<button
						type="button"
						className="button button-main"
						onClick={start}
						disabled={!query.trim() || read.problem !== undefined}
						title={t("cypher.runKeys")}
					>
						{t("cypher.run")}
					</button>
				)}
				<label className="cypher-limit">
					<span className="quiet">{t("cypher.limit")}</span>
					<select className="input" value={limit} onChange={(e) => setLimit(Number(e.target.value))}>
						{limits.map((n) => (
							<option key={n} value={n}>
								{new Intl.NumberFormat(i18n.language).format(n)}
							</option>
						))}
					</select>
				</label>
				<label className="cypher-limit">
					<span className="quiet">{t("cypher.time")}</span>
					<select className="input" value={time} onChange={(e) => setTime(Number(e.target.value))}>
						{seconds.map((n) => (
							<option key={n} value={n}>
								{t("cypher.seconds", { count: n })}
							</option>
						))}
					</select>
				</label>
				{controller && <Elapsed />}
			</div>
			<Library question={question} choose={write} />
			{error !== undefined && <Failure error={error} retry={start} />}
			{answer && <Answer answer={answer} old={controller !== undefined || error !== undefined} />}
		</div>
	);
}

/** The place of a refusal, if it has one. */
function placed(error: unknown) {
	if (!(error instanceof ApiError)) return [];
	const { line, column } = error.problem;
	return line ? [{ line, column: column ?? 1, message: error.message }] : [];
}
