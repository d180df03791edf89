import type { components } from "./schema";

/** The types that the service answers with, by the names of its OpenAPI document. */
export type Schemas = components["schemas"];

/** Values of a query: empty ones are left out, lists are repeated. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** A refusal or failure of the service (RFC 9457), or of the way to it. */
export class ApiError extends Error {
	readonly code: string;
	readonly status: number;
	readonly problem: Partial<Schemas["Problem"]>;

	constructor(status: number, problem: Partial<Schemas["Problem"]>) {
		super(problem.detail || problem.title || `status ${status}`);
		this.status = status;
		this.problem = problem;
		this.code = problem.code ?? (status === 0 ? "unreachable" : "internal");
	}
}

/** The part of the address that all questions share. */
export const base = "api/v1/";

export function address(path: string, query: Query = {}): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (Array.isArray(value)) for (const v of value) search.append(name, v);
		else if (value !== undefined && value !== "" && value !== false) search.append(name, String(value));
	}
	const text = search.toString();
	return base + path + (text ? `?${text}` : "");
}

/** Asks and returns what the service answers; everything else is thrown as an ApiError. */
export async function request<T>(path: string, init: RequestInit = {}, query?: Query): Promise<T> {
	let response: Response;
	try {
		response = await fetch(address(path, query), {
			...init,
			headers: { Accept: "application/json", ...init.headers },
		});
	} catch (cause) {
		if (init.signal?.aborted) throw cause;
		throw new ApiError(0, {});
	}
	if (!response.ok) {
		const problem = await response.json().catch(() => ({ title: response.statusText }));
		throw new ApiError(response.status, problem);
	}
	return response.status === 204 ? (undefined as T) : response.json();
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
	request<T>(path, { signal: signal ?? null }, query);

export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
	request<T>(path, {
		method: "POST",
		signal: signal ?? null,
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(body),
	});
