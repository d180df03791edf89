import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNumber } from "../ui/time";
import { Cell } from "./Cell";

/** How many rows are written at first, and with each wish for more. */
const page = 200;

interface Props {
	columns: readonly string[];
	rows: readonly (readonly unknown[])[];
}

/** The rows of an answer. */
export function Rows({ columns, rows }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const [most, setMost] = useState(page);
	const left = rows.length - most;
	return (
		<>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard */}
			<section className="rows" tabIndex={0} aria-label={t("cypher.table")}>
				<table>
					<thead>
						<tr>
							{columns.map((c, i) => (
								<th
									// biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name, and do not move
									key={i}
									scope="col"
									className={typeof rows[0]?.[i] === "number" ? "rows-number" : undefined}
								>
									{c}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.slice(0, most).map((row, i) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: rows have no name, and do not move
							<tr key={i}>
								{row.map((v, j) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: as above
									<td key={j} className={typeof v === "number" ? "number rows-number" : undefined}>
										<Cell value={v} />
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			{left > 0 && (
				<button type="button" className="button" onClick={() => setMost(most + page)}>
					{t("cypher.more", { number: number(Math.min(page, left)), all: number(rows.length) })}
				</button>
			)}
		</>
	);
}
