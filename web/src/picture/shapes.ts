import type { NodeKind, Point } from "./scene";

/** The corners of each kind's shape for radius 1, y downwards; a person is a disc. Areas are about equal. */
const CORNERS: Record<Exclude<NodeKind, "person">, Point[]> = {
	organization: polygon(4, 1.24, Math.PI / 4),
	topic: polygon(3, 1.4, -Math.PI / 2),
	event: polygon(4, 1.3, 0),
};

/** The number that stands for a kind in the node program. */
export const SHAPE: Record<NodeKind, number> = { person: 0, organization: 1, topic: 2, event: 3 };

/** No shape reaches farther from its middle than this many radii. */
export const REACH = 1.42;

/** The corners of a node's shape, or undefined for a disc. */
export function corners(kind: NodeKind, middle: Point, radius: number): Point[] | undefined {
	if (kind === "person") return undefined;
	return CORNERS[kind].map((c) => ({ x: middle.x + c.x * radius, y: middle.y + c.y * radius }));
}

/** Adds the shape to the canvas's path. */
export function trace(
	context: CanvasRenderingContext2D,
	kind: NodeKind,
	middle: Point,
	radius: number,
): void {
	context.beginPath();
	const path = corners(kind, middle, radius);
	if (!path) context.arc(middle.x, middle.y, radius, 0, 2 * Math.PI);
	else for (const p of path) context.lineTo(p.x, p.y);
	context.closePath();
}

function polygon(count: number, reach: number, first: number): Point[] {
	return Array.from({ length: count }, (_, i) => {
		const angle = first + (2 * Math.PI * i) / count;
		return { x: Math.cos(angle) * reach, y: Math.sin(angle) * reach };
	});
}
