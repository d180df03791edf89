import { select } from "../view/store";
import { type Key, keyOf, type NodeKind } from "../view/view";

interface Named {
	id: string;
	name: string;
	kind: NodeKind;
}

/** A name that opens its card. */
export function Who({ of }: { of: Named }) {
	return <Named to={keyOf(of.kind, of.id)}>{of.name || of.id}</Named>;
}

export function Named({ to, children }: { to: Key; children: string }) {
	return (
		<button type="button" className="link" onClick={() => select({ kind: "node", key: to })}>
			{children}
		</button>
	);
}

const sorts: Record<string, NodeKind> = {
	Person: "person",
	Organization: "organization",
	Topic: "topic",
	Event: "event",
};

/** What a reference names, as a link to it where it can be opened. */
export function Referred({ to, name }: { to: { label: string; id: string }; name: string }) {
	if (to.label === "Message")
		return (
			<button type="button" className="link" onClick={() => select({ kind: "message", id: to.id })}>
				{name || to.id}
			</button>
		);
	const kind = sorts[to.label];
	return kind ? <Named to={keyOf(kind, to.id)}>{name || to.id}</Named> : <span>{name || to.id}</span>;
}
