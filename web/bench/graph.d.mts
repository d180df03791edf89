import type { SceneEdge, SceneNode } from "../src/picture/scene";

export function graph(
	count: number,
	edgeCount: number,
	seed?: number,
): { nodes: Omit<SceneNode, "x" | "y">[]; edges: SceneEdge[]; positions: number[] };
