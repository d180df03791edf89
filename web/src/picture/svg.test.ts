import { describe, expect, it } from "vitest";
import type { Scene, Theme } from "./scene";
import { escaped, svg } from "./svg";

const theme: Theme = {
	background: "#fff",
	label: "#111",
	nodes: { person: "#00f", organization: "#f80", topic: "#080", event: "#808" },
	edges: { contact: "#777", about: "#7a7", mentions: "#a7a", member: "#ca7", relation: "#888" },
	dim: "#ccc",
	highlight: "#c05",
};

const nasty = `<script>alert("x")</script> & 'co' \u0000\ud800`;

const scene: Scene = {
	nodes: [
		{ key: "a", kind: "person", label: nasty, x: 0, y: 0, size: 4, pinned: true },
		{ key: "b", kind: "organization", label: "B", x: 400, y: 100, size: 4 },
		{ key: "c", kind: "topic", label: "C", x: -300, y: 300, size: 4 },
		{ key: "d", kind: "event", label: "D", x: 100, y: -400, size: 4, dim: true },
	],
	edges: [
		{ key: "1", from: "a", to: "b", kind: "contact", weight: 9, both: true },
		{ key: "2", from: "b", to: "a", kind: "contact", weight: 1, both: true },
		{ key: "3", from: "a", to: "c", kind: "about", weight: 2 },
		{ key: "4", from: "a", to: "nobody", kind: "contact", weight: 2 },
	],
};

function parsed(text: string): Document {
	return new DOMParser().parseFromString(text, "image/svg+xml");
}

describe("svg", () => {
	const text = svg(scene, theme, { width: 800, height: 600, title: nasty });

	it("shows text as text", () => {
		expect(text).not.toContain("<script");
		expect(text).not.toContain("\u0000");
		expect(text).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &apos;co&apos;");
		expect(parsed(text).querySelector("script")).toBeNull();
	});

	it("escapes colours too", () => {
		const wicked = svg(scene, { ...theme, background: '"><script>' }, { width: 800, height: 600 });
		expect(wicked).not.toContain("<script");
	});

	it("is made of vectors: a shape per node, a line per edge, a title", () => {
		const image = parsed(text);
		expect(image.querySelector("parsererror")).toBeNull();
		expect(image.querySelector("image")).toBeNull();
		expect(image.querySelector("svg > title")?.textContent).toContain("<script>");
		expect(text.match(/stroke-width="[\d.]+"(?: stroke-dasharray="[^"]*")?\/>/g)?.length).toBe(3);
		expect(text.match(/<text /g)?.length).toBe(4);
	});

	it("bends edges that go both ways and gives each a head", () => {
		expect(text.match(/Q/g)?.length).toBe(2);
		expect(text.match(/Z" fill="#777"/g)?.length).toBe(2);
	});

	it("gives the same text for the same scene", () => {
		expect(svg(scene, theme, { width: 800, height: 600, title: nasty })).toBe(text);
	});

	it("leaves out what a camera does not see", () => {
		const near = svg(scene, theme, { width: 800, height: 600, camera: { x: 400, y: 100, ratio: 0.05 } });
		expect(near).toContain(">B</text>");
		expect(near).not.toContain(">C</text>");
	});
});

it("escaped drops what XML forbids and mends lone surrogates", () => {
	expect(escaped("a\u0001b\ufffec\ud83d")).toBe("abc\ufffd");
	expect(escaped("🦊 < é")).toBe("🦊 &lt; é");
});
