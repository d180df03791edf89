/** Something wrong at a place of a text: line and column count characters from 1. */
export interface Problem {
	line: number;
	column: number;
	message: string;
}

/** Where in a text a problem lies, in UTF-16 units: the word there, or at least one character. */
export function range(text: string, { line, column }: Problem): { from: number; to: number } {
	const lines = text.split("\n");
	const n = Math.min(Math.max(line, 1), lines.length) - 1;
	const start = lines.slice(0, n).reduce((sum, l) => sum + l.length + 1, 0);
	const here = lines[n] ?? "";
	const from = start + [...here].slice(0, Math.max(column, 1) - 1).join("").length;
	const word = /^[\p{L}\p{N}_$-]+|^[^\s]/u.exec(text.slice(from))?.[0] ?? "";
	const end = start + here.length;
	if (word) return { from, to: from + word.length };
	return { from: Math.max(start, Math.min(from, end - 1)), to: Math.max(Math.min(from, end), start) };
}

/** The mistakes that the service lists in a detail, each as `body:LINE:COLUMN: what`. */
export function listed(detail: string): Problem[] {
	return [...detail.matchAll(/^\s*(?:body|matrix)[^:\n]*:(\d+):(\d+): (.*)$/gm)].map((m) => ({
		line: Number(m[1]),
		column: Number(m[2]),
		message: m[3] ?? "",
	}));
}
