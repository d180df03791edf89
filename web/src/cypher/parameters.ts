import type { Problem } from "./place";

export type Read =
	| { values: Record<string, unknown>; problem?: undefined }
	| { values?: undefined; problem: Problem };

/** Reads the parameters of a query; a problem's message is what the browser says of the text. */
export function readParameters(text: string): Read {
	if (text.trim() === "") return { values: {} };
	try {
		const values: unknown = JSON.parse(text);
		if (values !== null && typeof values === "object" && !Array.isArray(values))
			return { values: values as Record<string, unknown> };
		return { problem: { line: 1, column: 1, message: "" } };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { problem: { ...where(text, message), message } };
	}
}

// Browsers tell the place in their own ways: "at position 7", "line 2 column 3", or not at all.
function where(text: string, message: string): { line: number; column: number } {
	const placed = /line (\d+) column (\d+)/.exec(message);
	if (placed) return { line: Number(placed[1]), column: Number(placed[2]) };
	const position = /position (\d+)/.exec(message)?.[1];
	const before = text.slice(0, position === undefined ? strange(text) : Number(position));
	const lines = before.split("\n");
	return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

/** Where the first character stands that JSON does not expect, where no browser tells. */
function strange(text: string): number {
	for (let i = 1; i <= Math.min(text.length, 2000); i++) {
		try {
			JSON.parse(text.slice(0, i));
		} catch (error) {
			if (error instanceof Error && error.message.startsWith("Unexpected token")) return i - 1;
		}
	}
	return text.length;
}

/**
 * The body of a question. The parameters stand in it as they were written, because
 * 5.0 is another number to the service than 5, and JSON.stringify would not tell.
 */
export const body = (query: string, parameters: string, limit: number, seconds: number): string =>
	`{"query":${JSON.stringify(query)},"parameters":${parameters.trim() || "{}"},"limit":${limit},"timeout_ms":${seconds * 1000}}`;
