import { create } from "zustand";
import { post, request, type Schemas } from "../api/client";
import type { CypherQuestion } from "../ui/ShowCypher";
import { bring } from "../view/store";
import { past, remembered } from "./kept";
import { body } from "./parameters";
import { forCanvas, type Subgraph } from "./values";

/** The query that is running or ran last. It outlives the panel, so that another tab may be looked at. */
interface Run {
	asked?: CypherQuestion | undefined;
	answer?: Schemas["CypherAnswer"] | undefined;
	error?: unknown;
	controller?: AbortController | undefined; // while it runs
	started: number; // ms
}

export const useRun = create<Run>(() => ({ started: 0 }));
const { getState: state, setState: set } = useRun;

/** Stops the query, on the server too. */
export const stop = () => {
	state().controller?.abort();
	set({ controller: undefined });
};

/** Forgets a failure, once the query that failed is being changed. */
export const forgive = () => state().error !== undefined && set({ error: undefined });

/** Runs a query; the answer before it stays until the next one is there. */
export async function run(asked: CypherQuestion, limit: number, seconds: number): Promise<void> {
	stop();
	const controller = new AbortController();
	set({ controller, error: undefined, started: Date.now() });
	try {
		const answer = await request<Schemas["CypherAnswer"]>("cypher", {
			method: "POST",
			signal: controller.signal,
			headers: { "Content-Type": "application/json" },
			body: body(asked.query, asked.parameters, limit, seconds),
		});
		if (controller.signal.aborted) return;
		set({ asked, answer, controller: undefined });
		const done = {
			...asked,
			at: new Date().toISOString(),
			rows: answer.rows.length,
			milliseconds: answer.elapsed_ms,
		};
		past.change((items) => remembered(items, done));
	} catch (error) {
		if (!controller.signal.aborted) set({ error, controller: undefined });
	}
}

/** How many nodes are put on the canvas at most. */
export const mostShown = 2000;

/** How many messages' actors are asked for at most. */
const mostMessages = 10_000;

const actorsOf = `MATCH (a)-[:SENT]->(m:Message) WHERE m.id IN $ids RETURN DISTINCT a.id AS id
UNION MATCH (m:Message)-[:TO|CC|BCC]->(a) WHERE m.id IN $ids RETURN DISTINCT a.id AS id`;

/** Puts an answer's graph on the canvas; of messages, their senders and recipients. */
export async function show(graph: Subgraph): Promise<void> {
	const { keys, messages } = forCanvas(graph);
	const all = new Set(keys);
	if (messages.length > 0) {
		const ids = messages.slice(0, mostMessages);
		const found = await post<Schemas["CypherAnswer"]>("cypher", {
			query: actorsOf,
			parameters: { ids },
			limit: mostShown,
		});
		for (const [id] of found.rows) all.add(`actor/${id}`);
	}
	await bring([...all].slice(0, mostShown));
}
