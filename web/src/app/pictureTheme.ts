import type { Theme } from "../picture/scene";
import { colour } from "./theme";

/** The theme's colours as the picture takes them. */
export function pictureTheme(): Theme {
	const edge = colour("edge");
	return {
		background: colour("ground"),
		label: colour("text"),
		nodes: {
			person: colour("person"),
			organization: colour("organization"),
			topic: colour("topic"),
			event: colour("event"),
		},
		edges: {
			contact: edge,
			about: colour("topic"),
			mentions: colour("event"),
			member: colour("organization"),
			relation: colour("line-strong"),
		},
		dim: colour("line"),
		highlight: colour("bad"),
	};
}
