import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { useModel } from "../view/store";

/** An actor by id with its name, which the canvas may know already. */
export function useName(id: string): Schemas["ActorRef"] {
	const known = useModel((m) => m.catalogue.nodes.get(`actor/${id}`));
	const { data } = useAsk(known ? null : `name ${id}`, (signal) =>
		get<Schemas["Card"]>(`actors/${encodeURIComponent(id)}`, {}, signal),
	);
	const kind = known?.kind === "organization" ? "organization" : "person";
	return known
		? { id, name: known.name, kind }
		: { id, name: data?.name ?? id, kind: data?.kind ?? "person" };
}
