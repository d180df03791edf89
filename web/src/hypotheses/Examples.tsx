import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { joined } from "./batch";
import { work } from "./run";

interface Props {
	examples: readonly Schemas["Example"][];
	choose: (text: string) => void;
}

/** Hypotheses to begin with, of which several may be run together. */
export function Examples({ examples, choose }: Props) {
	const { t } = useTranslation();
	const [marked, setMarked] = useState<readonly string[]>([]);
	const about = [...new Set(examples.map((e) => e.data))];
	const mark = (id: string, on: boolean) =>
		setMarked((all) => (on ? [...all, id] : all.filter((other) => other !== id)));
	const chosen = examples.filter((e) => marked.includes(e.id));
	return (
		<section className="examples" aria-label={t("hypotheses.examples")}>
			{about.map((data) => (
				<div key={data}>
					<h3>{t("hypotheses.about", { data })}</h3>
					<ul>
						{examples
							.filter((e) => e.data === data)
							.map((e) => (
								<li key={e.id} className="examples-item">
									<input
										type="checkbox"
										className="examples-mark"
										checked={marked.includes(e.id)}
										onChange={(event) => mark(e.id, event.target.checked)}
										aria-label={t("hypotheses.mark", { statement: e.statement })}
									/>
									<button type="button" className="examples-open" onClick={() => choose(e.text)}>
										{e.statement}
										<span className="quiet">
											{t(`hypotheses.test.${e.test}`)}
											{e.null && ` · ${e.null}`}
										</span>
									</button>
								</li>
							))}
					</ul>
				</div>
			))}
			<button
				type="button"
				className="button"
				disabled={chosen.length < 2}
				onClick={() => void work("batch", joined(chosen.map((e) => e.text)))}
			>
				{t("hypotheses.runMarked", { count: chosen.length })}
			</button>
		</section>
	);
}
