import Graph from "graphology";
import { write } from "graphology-gexf/browser";
import type { Scene } from "../picture/scene";

/** What is shown, as files for other programs. */

/** Without characters that XML 1.0 cannot hold, even escaped. */
const legible = (text: string): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
	text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const xml = (text: string): string => legible(text).replace(/[&<>"]/g, (c) => escapes[c] ?? c);

export function gexf(scene: Scene): string {
	const graph = new Graph({ type: "directed", multi: true });
	for (const { key, ...n } of scene.nodes) graph.addNode(key, n);
	for (const { key, from, to, ...e } of scene.edges) graph.addDirectedEdgeWithKey(key, from, to, e);
	return write(graph, {
		version: "1.3",
		formatNode: (_key: string, n: Scene["nodes"][number]) => ({
			label: legible(n.label),
			attributes: { kind: n.kind, contacts: n.size },
			viz: { x: n.x, y: -n.y, z: 0 },
		}),
		formatEdge: (_key: string, e: Scene["edges"][number]) => ({
			weight: e.weight,
			label: e.kind,
			attributes: { kind: e.kind },
		}),
	} as never);
}

/** GraphML (Brandes et al. 2002), directed, with position, kind and count. */
export function graphml(scene: Scene): string {
	const keys = [
		["label", "node", "string"],
		["kind", "node", "string"],
		["contacts", "node", "int"],
		["x", "node", "double"],
		["y", "node", "double"],
		["type", "edge", "string"],
		["weight", "edge", "int"],
	];
	const data = (key: string, value: string | number) => `<data key="${key}">${xml(String(value))}</data>`;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
		...keys.map(([id, of, type]) => `<key id="${id}" for="${of}" attr.name="${id}" attr.type="${type}"/>`),
		'<graph id="G" edgedefault="directed">',
		...scene.nodes.map(
			(n) =>
				`<node id="${xml(n.key)}">${data("label", n.label)}${data("kind", n.kind)}${data("contacts", n.size)}${data("x", n.x)}${data("y", n.y)}</node>`,
		),
		...scene.edges.map(
			(e) =>
				`<edge id="${xml(e.key)}" source="${xml(e.from)}" target="${xml(e.to)}">${data("type", e.kind)}${data("weight", e.weight)}</edge>`,
		),
		"</graph>",
		"</graphml>",
		"",
	].join("\n");
}

/** A cell as RFC 4180 has it. Spreadsheets run what begins like a formula, so it begins with an apostrophe. */
function cell(value: string | number): string {
	const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
	rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** The edges with the names of their ends. */
export function edgesCsv(scene: Scene): string {
	const name = new Map(scene.nodes.map((n) => [n.key, n.label]));
	return csv([
		["from_id", "from", "kind", "to_id", "to", "count"],
		...scene.edges.map((e) => [e.from, name.get(e.from) ?? "", e.kind, e.to, name.get(e.to) ?? "", e.weight]),
	]);
}
