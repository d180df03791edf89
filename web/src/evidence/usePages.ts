import { useEffect, useState } from "react";
import { ApiError, get, type Query } from "../api/client";
import { useAsk } from "../api/useAsk";

interface Paged {
	next_cursor?: string;
}

interface Turn {
	key: string;
	cursor: string | undefined;
}

export interface Pages<P> {
	/** The pages read so far, in order. */
	pages: readonly P[];
	loading: boolean;
	error?: unknown;
	/** Reads the next page; absent on the last. */
	more?: (() => void) | undefined;
	retry: () => void;
}

/** Reads a list page by page; another question begins anew. */
export function usePages<P extends Paged>(path: string, query: Query): Pages<P> {
	const key = JSON.stringify([path, query]);
	const [turn, setTurn] = useState<Turn>({ key, cursor: undefined });
	const [read, setRead] = useState<{ key: string; last: string | undefined; pages: readonly P[] }>();
	const cursor = turn.key === key ? turn.cursor : undefined;
	const asked = useAsk(`${key} ${cursor ?? ""}`, async (signal) => {
		const page = await get<P>(path, { ...query, cursor }, signal);
		return { key, cursor, page };
	});
	const { data } = asked;
	useEffect(() => {
		if (!data) return;
		setRead((before) => {
			if (!data.cursor || before?.key !== data.key)
				return { key: data.key, last: data.cursor, pages: [data.page] };
			if (before.last === data.cursor) return before;
			return { key: data.key, last: data.cursor, pages: [...before.pages, data.page] };
		});
	}, [data]);
	const pages = read?.key === key ? read.pages : [];
	const next = pages.at(-1)?.next_cursor;
	return {
		pages,
		loading: asked.loading,
		error: asked.error,
		more: next && !asked.loading ? () => setTurn({ key, cursor: next }) : undefined,
		retry: () => {
			// The data has changed since the first page: the pages would not join up.
			if (asked.error instanceof ApiError && asked.error.code === "conflict") {
				setTurn({ key, cursor: undefined });
			} else asked.retry();
		},
	};
}
