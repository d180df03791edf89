import { useTranslation } from "react-i18next";
import { figure } from "./figures";

interface Props {
	caption: string;
	rows: readonly string[];
	columns: readonly string[];
	observed: readonly (readonly number[])[];
	expected: readonly (readonly number[])[];
	p: readonly (readonly number[])[];
	alpha: number;
}

/** Observed against expected counts; what chance does not explain is bold. */
export function Grid({ caption, rows, columns, observed, expected, p, alpha }: Props) {
	const { t, i18n } = useTranslation();
	const say = (n: number | undefined) => figure(n, i18n.language);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard
		<section className="grid" tabIndex={0} aria-label={caption}>
			<table>
				<caption className="quiet">
					{caption} {t("hypotheses.grid")}
				</caption>
				<thead>
					<tr>
						<td />
						{columns.map((c) => (
							<th key={c} scope="col">
								{c}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((r, i) => (
						<tr key={r}>
							<th scope="row">{r}</th>
							{columns.map((c, j) => {
								const chance = p[i]?.[j];
								const rare = chance !== undefined && chance <= alpha;
								return (
									<td key={c} className={rare ? "number grid-rare" : "number"}>
										{say(observed[i]?.[j])}
										<span className="quiet"> / {say(expected[i]?.[j])}</span>
										{rare && <span className="visually-hidden"> p = {say(chance)}</span>}
									</td>
								);
							})}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
