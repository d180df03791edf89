import type { Schemas } from "../api/client";

export type Import = Schemas["Import"];

/** Whether nothing more will happen. */
export const isOver = (i: Import): boolean => i.state !== "queued" && i.state !== "running";
