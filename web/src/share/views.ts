import { get, request } from "../api/client";
import type { View } from "../view/view";

/** A view kept on the server. */
export interface KeptView {
	id: string;
	name: string;
	notes: string;
	version: string | number;
	saved: string;
	state?: View;
}

export const listViews = (signal: AbortSignal): Promise<{ items: KeptView[] }> => get("views", {}, signal);

export const readView = (id: string): Promise<KeptView> => get(`views/${encodeURIComponent(id)}`);

/** Keeps a view; with the version that was read, so that nobody else's work is lost. */
export const keepView = (
	id: string,
	name: string,
	view: View,
	version?: string | number,
): Promise<KeptView> =>
	request(`views/${encodeURIComponent(id)}`, {
		method: "PUT",
		headers: {
			"Content-Type": "application/json",
			...(version === undefined ? {} : { "If-Match": `"${version}"` }),
		},
		body: JSON.stringify({ name, notes: view.notes, state: view }),
	});

export const forgetView = (id: string): Promise<void> =>
	request(`views/${encodeURIComponent(id)}`, { method: "DELETE" });

/** An id from a name: readable in an address. */
export const idOf = (name: string): string =>
	name
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.replace(/^-+|-+$/g, "")
		.replace(/[^a-z0-9-]/g, "")
		.slice(0, 60) || "view";
