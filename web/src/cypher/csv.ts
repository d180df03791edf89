import { asText } from "./values";

/**
 * Rows as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an
 * apostrophe in front, because texts come from mail of strangers; numbers stay as they are.
 */
export function csv(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
	const line = (cells: readonly unknown[]) => `${cells.map(cell).join(",")}\r\n`;
	return line(columns) + rows.map(line).join("");
}

function cell(v: unknown): string {
	const text = asText(v);
	const safe = typeof v !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
