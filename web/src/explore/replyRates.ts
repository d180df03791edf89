import type { Schemas } from "../api/client";

export interface Rate {
	contacts: number;
	replied: number;
}

/** Sums up by pair: what others sent an actor and it wrote back to, and the other way round. */
export function replyRates(id: string, pairs: readonly Schemas["Measured"][]): { gave: Rate; got: Rate } {
	const sum = (of: readonly Schemas["Measured"][]): Rate => ({
		contacts: of.reduce((n, p) => n + (p.contacts ?? 0), 0),
		replied: of.reduce((n, p) => n + (p.replied ?? 0), 0),
	});
	return {
		gave: sum(pairs.filter((p) => p.other?.id === id && p.actor?.id !== id)),
		got: sum(pairs.filter((p) => p.actor?.id === id && p.other?.id !== id)),
	};
}
