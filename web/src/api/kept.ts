import { get, request } from "./client";

/** Something that the service keeps under a name: a view, or a query. */
export interface KeptHead {
	id: string;
	name: string;
	notes: string;
	version: string | number;
	saved: string;
	damaged?: boolean;
}

export interface KeptWhole<T> extends KeptHead {
	state: T;
}

/** What the service keeps of one kind. */
export function keeper<T>(kind: "views" | "queries") {
	const path = (id: string) => `${kind}/${encodeURIComponent(id)}`;
	return {
		list: (signal?: AbortSignal): Promise<{ items: KeptHead[] }> => get(kind, {}, signal),
		read: (id: string): Promise<KeptWhole<T>> => get(path(id)),
		/** Keeps it; with the version that was read, so that nobody else's work is lost, or "*" for whatever is there. */
		keep: (
			id: string,
			body: { name: string; notes?: string; state: T },
			version?: string | number,
		): Promise<KeptWhole<T>> =>
			request(path(id), {
				method: "PUT",
				headers: {
					"Content-Type": "application/json",
					...(version === undefined ? {} : { "If-Match": version === "*" ? "*" : `"${version}"` }),
				},
				body: JSON.stringify(body),
			}),
		forget: (id: string): Promise<void> => request(path(id), { method: "DELETE" }),
	};
}

/** An id from a name: readable in an address. Names without a letter of the alphabet get one from their code points. */
export function idOf(name: string): string {
	const readable = name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.replace(/[^a-z0-9-]/g, "")
		.replace(/-+/g, "-")
		.slice(0, 60)
		.replace(/^-+|-+$/g, "");
	return readable || `n${[...name].map((c) => c.codePointAt(0)?.toString(36)).join("")}`.slice(0, 60);
}
