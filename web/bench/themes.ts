import type { Theme } from "../src/picture/scene";

export const themes: Record<"light" | "dark", Theme> = {
	light: {
		background: "#fbfbf9",
		label: "#22262e",
		nodes: { person: "#2f6f9f", organization: "#b4581a", topic: "#4a7d39", event: "#8a3d8f" },
		edges: {
			contact: "#6f7c8a",
			about: "#6a9a58",
			mentions: "#a86fae",
			member: "#c08a5a",
			relation: "#8a8f98",
		},
		dim: "#d5d8dc",
		highlight: "#c2185b",
	},
	dark: {
		background: "#14171c",
		label: "#e4e7ec",
		nodes: { person: "#6fb1e0", organization: "#f0a35e", topic: "#8cc979", event: "#d58bdc" },
		edges: {
			contact: "#77828f",
			about: "#5f8f50",
			mentions: "#96619c",
			member: "#a5764b",
			relation: "#7c828c",
		},
		dim: "#343a43",
		highlight: "#ff6f9f",
	},
};
