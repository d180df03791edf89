import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useNumber } from "../ui/time";

/** How many files are listed one by one. */
const most = 100;

const columns = ["lines", "new", "duplicate", "skipped", "malformed"] as const;

/** Accounts for every line, and for what came of it in the graph. */
export function ImportReport({ report }: { report: Schemas["ImportReport"] }) {
	const { t } = useTranslation();
	const number = useNumber();
	const files = report.files;
	const problems = report.problems;
	const written = Object.entries(report.written).sort(([a], [b]) => a.localeCompare(b));
	return (
		<div className="stack report">
			<table className="report-files">
				<caption>{t("imports.report.files")}</caption>
				<thead>
					<tr>
						{columns.map((c) => (
							<th key={c} scope="col">
								{t(`imports.report.${c}`)}
							</th>
						))}
					</tr>
				</thead>
				{files.slice(0, most).map((f) => (
					<Rows key={f.name} file={f} name={f.name ?? ""} />
				))}
				{files.length > 1 && <Rows file={report.total} name={t("imports.report.total")} />}
			</table>
			{files.length > most && (
				<p className="quiet">{t("imports.report.more", { count: files.length - most })}</p>
			)}
			{report.problems_found > 0 && (
				<section>
					<h3>
						{t("imports.report.problems", {
							count: report.problems_found,
							number: number(report.problems_found),
						})}
					</h3>
					{report.problems_found > problems.length && (
						<p className="quiet">{t("imports.report.problemsListed", { count: problems.length })}</p>
					)}
					<ol className="report-problems">
						{problems.map((p) => (
							<li key={`${p.file}:${p.line}:${p.column}:${p.reason}`}>
								<span className="imports-place">{[p.file, p.line, p.column].filter(Boolean).join(":")}</span>{" "}
								{p.reason}
							</li>
						))}
					</ol>
				</section>
			)}
			{written.length > 0 && (
				<table className="report-written">
					<caption>{t("imports.report.written")}</caption>
					<thead>
						<tr>
							<th scope="col">{t("imports.report.what")}</th>
							<th scope="col">{t("imports.report.created")}</th>
							<th scope="col">{t("imports.report.existing")}</th>
						</tr>
					</thead>
					<tbody>
						{written.map(([what, n]) => (
							<tr key={what}>
								<th scope="row">{what}</th>
								<td>{number(n.created)}</td>
								<td>{number(n.existing)}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</div>
	);
}

function Rows({ file, name }: { file: Schemas["ImportFile"]; name: string }) {
	const number = useNumber();
	return (
		<tbody>
			<tr>
				<th scope="rowgroup" colSpan={columns.length}>
					{name}
				</th>
			</tr>
			<tr>
				{columns.map((c) => (
					<td key={c} data-bad={c === "malformed" && file[c] > 0}>
						{number(file[c])}
					</td>
				))}
			</tr>
		</tbody>
	);
}
