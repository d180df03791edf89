import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../ui/Failure";
import { useRuns, work } from "./run";

/** Runs a bundle again that somebody brings, and says what differs. */
export function Verify() {
	const { t } = useTranslation();
	const [over, setOver] = useState(false);
	const [name, setName] = useState("");
	const result = useRuns((r) => r.verify);
	const failed = useRuns((r) => r.failed);
	const take = async (file: File | undefined) => {
		if (!file) return;
		setName(file.name);
		await work("verify", await file.text());
	};
	return (
		<section className="verify stack" aria-label={t("hypotheses.verify")}>
			<label
				className="verify-drop"
				data-over={over}
				onDragOver={(e) => {
					e.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={(e) => {
					e.preventDefault();
					setOver(false);
					void take(e.dataTransfer.files[0]);
				}}
			>
				<span>{t("hypotheses.drop")}</span>
				<input
					type="file"
					accept=".json,application/json"
					className="verify-file"
					onChange={(e) => {
						void take(e.target.files?.[0]);
						e.target.value = "";
					}}
				/>
			</label>
			{failed?.work === "verify" && <Failure error={failed.error} retry={failed.again} />}
			{result && (
				<div className="stack" role="status">
					<p className={result.same ? "verify-same" : "finding-note"}>
						{name && <strong>{name}: </strong>}
						{t(result.same ? "hypotheses.same" : "hypotheses.differs")}{" "}
						{!result.same_data && t("hypotheses.otherData")}{" "}
						{!result.same_version && t("hypotheses.otherVersion")}
					</p>
					{result.differences.length > 0 && (
						// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard
						<section className="results" tabIndex={0} aria-label={t("hypotheses.differences")}>
							<table>
								<thead>
									<tr>
										<th scope="col">{t("hypotheses.where")}</th>
										<th scope="col">{t("hypotheses.was")}</th>
										<th scope="col">{t("hypotheses.now")}</th>
									</tr>
								</thead>
								<tbody>
									{result.differences.map((d) => (
										<tr key={d.where}>
											<th scope="row">
												<code>{d.where}</code>
											</th>
											<td>
												<code>{d.was}</code>
											</td>
											<td>
												<code>{d.now}</code>
											</td>
										</tr>
									))}
								</tbody>
							</table>
						</section>
					)}
					{result.more > 0 && (
						<p className="quiet">{t("hypotheses.moreDifferences", { count: result.more })}</p>
					)}
				</div>
			)}
		</section>
	);
}
