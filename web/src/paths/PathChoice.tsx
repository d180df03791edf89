import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Certainty } from "./Certainty";

interface Props {
	paths: readonly Schemas["Path"][];
	chosen: number;
	choose: (i: number) => void;
}

/** Several paths, to choose the one that is drawn and read out. */
export function PathChoice({ paths, chosen, choose }: Props) {
	const { t } = useTranslation();
	return (
		<ol className="choice" aria-label={t("paths.choose")}>
			{paths.map((p, i) => {
				const names = [p.hops[0]?.from.name, ...p.hops.map((h) => h.to.name)].join(" → ");
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: paths have no other name, and their order stays
					<li key={i}>
						<button
							type="button"
							className="choice-path"
							aria-pressed={i === chosen}
							onClick={() => choose(i)}
						>
							<span className="choice-number number">{i + 1}</span>
							<span className="choice-names">{names}</span>
							<Certainty certainty={p.certainty} />
						</button>
					</li>
				);
			})}
		</ol>
	);
}
