import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scene } from "../picture/scene";
import { useNumber } from "../ui/time";
import { select } from "../view/store";
import { partsOf } from "../view/view";

/** How many rows stand there before "more". */
const page = 200;

/** What the canvas shows, as tables. */
export function CanvasTable({ scene, close }: { scene: Scene; close: () => void }) {
	const { t } = useTranslation();
	const number = useNumber();
	const [rows, setRows] = useState(page);
	const name = new Map(scene.nodes.map((n) => [n.key, n.label]));
	const nodes = [...scene.nodes].sort((a, b) => b.size - a.size || a.label.localeCompare(b.label));
	const edges = [...scene.edges].sort((a, b) => b.weight - a.weight);
	return (
		<section className="canvas-table" aria-label={t("canvas.table")}>
			<div className="row">
				<h2>{t("canvas.nodes", { count: nodes.length })}</h2>
				<button type="button" className="button button-plain" onClick={close}>
					{t("canvas.picture.back")}
				</button>
			</div>
			<table>
				<thead>
					<tr>
						<th scope="col">{t("canvas.name")}</th>
						<th scope="col">{t("canvas.kind")}</th>
						<th scope="col" className="number">
							{t("canvas.contacts")}
						</th>
					</tr>
				</thead>
				<tbody>
					{nodes.slice(0, rows).map((n) => (
						<tr key={n.key}>
							<td>
								<button type="button" className="link" onClick={() => select({ kind: "node", key: n.key })}>
									{n.label}
								</button>
							</td>
							<td>{t(`kind.${n.kind}`)}</td>
							<td className="number">{number(n.size)}</td>
						</tr>
					))}
				</tbody>
			</table>
			<h2>{t("canvas.edges", { count: edges.length })}</h2>
			<table>
				<thead>
					<tr>
						<th scope="col">{t("canvas.from")}</th>
						<th scope="col">{t("canvas.edge")}</th>
						<th scope="col">{t("canvas.to")}</th>
						<th scope="col" className="number">
							{t("canvas.count")}
						</th>
					</tr>
				</thead>
				<tbody>
					{edges.slice(0, rows).map((e) => (
						<tr key={e.key}>
							<td>{name.get(e.from)}</td>
							<td>
								{e.kind === "contact" ? (
									<button
										type="button"
										className="link"
										onClick={() => select({ kind: "pair", from: partsOf(e.from).id, to: partsOf(e.to).id })}
									>
										{t(`edge.${e.kind}`)}
									</button>
								) : (
									t(`edge.${e.kind}`)
								)}
							</td>
							<td>{name.get(e.to)}</td>
							<td className="number">{number(e.weight)}</td>
						</tr>
					))}
				</tbody>
			</table>
			{rows < Math.max(nodes.length, edges.length) && (
				<button type="button" className="button" onClick={() => setRows(rows + page)}>
					{t("canvas.more")}
				</button>
			)}
		</section>
	);
}
