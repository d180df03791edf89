import type { Schemas } from "../api/client";
import { Row } from "./Row";
import { useWords } from "./words";

/** A message in a list: when, who to whom, what. */
export function MessageRow({ of: m, current }: { of: Schemas["Message"]; current?: boolean }) {
	const words = useWords();
	return (
		<Row
			at={m.sent}
			text={m.subject || m.summary || ""}
			beside={words.channel(m.channel)}
			below={people(m.from, m.to)}
			opens={{ kind: "message", id: m.id }}
			current={current ?? false}
		/>
	);
}

/** How many recipients a row names. */
const named = 3;

/** Says who wrote to whom; beyond three recipients it counts. */
export function people(
	from: readonly { id: string; name: string }[],
	to: readonly { id: string; name: string }[],
): string {
	const name = (a: { id: string; name: string }) => a.name || a.id;
	const shown = to.slice(0, named).map(name);
	if (to.length > named) shown.push(`+${to.length - named}`);
	const senders = from.map(name).join(", ");
	return shown.length ? `${senders} → ${shown.join(", ")}` : senders;
}
