import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useNumber } from "../ui/time";
import { edgeKey } from "../view/catalogue";
import type { Key } from "../view/view";
import { NarrowNote } from "./NarrowNote";
import { Negative } from "./Negative";
import { PathChoice } from "./PathChoice";
import { PathReading } from "./PathReading";
import type { PathsQuestion } from "./question";
import { SameInCypher } from "./SameInCypher";
import { Searched } from "./Searched";
import { useDrawn } from "./useDrawn";

interface Props {
	answer: Schemas["Paths"];
	question: PathsQuestion;
	still: boolean; // the camera stays where it is
	again: (q: PathsQuestion) => void;
}

/** The paths there are, one of them drawn and read out; or why there is none. */
export function PathsAnswer({ answer, question, still, again }: Props) {
	const { t } = useTranslation();
	const number = useNumber();
	const [chosen, setChosen] = useState(0);
	const path = answer.paths[chosen];
	const edges = useDrawnPath(answer, path, still);
	return (
		<div className="stack">
			{path ? (
				<>
					<p role="status" className="paths-found">
						{answer.total > answer.paths.length
							? t("paths.foundListed", { count: answer.paths.length, total: number(answer.total) })
							: t("paths.found", { count: answer.total })}
					</p>
					{answer.paths.length > 1 && <PathChoice paths={answer.paths} chosen={chosen} choose={setChosen} />}
					<NarrowNote edges={edges} />
					<PathReading path={path} timed={question.objective !== "fewest-contacts"} />
					<Searched coverage={answer.coverage} />
				</>
			) : (
				<Negative answer={answer} question={question} again={again} />
			)}
			<SameInCypher answer={answer} />
		</div>
	);
}

/** Draws the path that is read out, or else the two ends. */
function useDrawnPath(
	answer: Schemas["Paths"],
	path: Schemas["Path"] | undefined,
	still: boolean,
): readonly string[] {
	const drawn = useMemo(() => {
		const hops = (path?.hops ?? []).map((h): [Key, Key] => [`actor/${h.from.id}`, `actor/${h.to.id}`]);
		const keys = [...new Set(path ? hops.flat() : [`actor/${answer.from.id}`, `actor/${answer.to.id}`])];
		const edges = hops.map(([from, to]) => edgeKey("contact", from, to));
		return { keys, edges, lens: { nodes: new Set(keys), edges: new Set(edges), dim: true } };
	}, [answer, path]);
	useDrawn(drawn, still);
	return drawn.edges;
}
