import type { Line } from "./model";
import type { Projection } from "./projection";
import type { Point } from "./scene";

/** A line from the rim of one node to the rim of another, and its arrowhead. */
export interface Curve {
	start: Point;
	/** The control point of a quadratic curve; absent for a straight line. */
	bend?: Point;
	/** Where the line ends: at the foot of the arrowhead. */
	end: Point;
	/** Tip, left and right corner; absent where there is no room. */
	head?: [Point, Point, Point];
}

const BEND = 0.12;
const MAX_BEND = 34;

/**
 * @param bent whether it gives way to an edge in the other direction: each keeps to its own side
 * @param width of the line in pixels; the head grows with it
 */
export function curveBetween(
	a: Point,
	aRadius: number,
	b: Point,
	bRadius: number,
	bent: boolean,
	width: number,
): Curve {
	const [dx, dy] = [b.x - a.x, b.y - a.y];
	const length = Math.hypot(dx, dy) || 1;
	const aside = bent ? Math.min(MAX_BEND, length * BEND) * 2 : 0;
	const bend = { x: (a.x + b.x) / 2 - (dy / length) * aside, y: (a.y + b.y) / 2 + (dx / length) * aside };
	const start = towards(a, bent ? bend : b, aRadius);
	const tip = towards(b, bent ? bend : a, bRadius + 1);
	const long = 4 + 2.2 * width;
	const curve: Curve = { start, end: tip };
	if (bent) curve.bend = bend;
	if (length - aRadius - bRadius < long * 1.5) return curve;
	const from = bent ? bend : a;
	const [tx, ty] = [tip.x - from.x, tip.y - from.y];
	const way = Math.hypot(tx, ty) || 1;
	const [ux, uy] = [tx / way, ty / way];
	const half = 2 + 1.1 * width;
	const foot = { x: tip.x - ux * long, y: tip.y - uy * long };
	curve.end = { x: tip.x - ux * long * 0.8, y: tip.y - uy * long * 0.8 };
	curve.head = [
		tip,
		{ x: foot.x - uy * half, y: foot.y + ux * half },
		{ x: foot.x + uy * half, y: foot.y - ux * half },
	];
	return curve;
}

function towards(from: Point, to: Point, distance: number): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = Math.hypot(dx, dy) || 1;
	const part = Math.min(0.5, distance / length);
	return { x: from.x + dx * part, y: from.y + dy * part };
}

/** Distance from p to the segment a b. */
export function segmentDistance(p: Point, a: Point, b: Point): number {
	const [dx, dy] = [b.x - a.x, b.y - a.y];
	const along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1);
	const part = Math.min(1, Math.max(0, along));
	return Math.hypot(p.x - a.x - part * dx, p.y - a.y - part * dy);
}

/** Distance from p to the curve, as eight straight pieces. */
export function curveDistance(p: Point, curve: Curve): number {
	const { start, bend, end } = curve;
	if (!bend) return segmentDistance(p, start, end);
	let [nearest, last] = [Infinity, start];
	for (let i = 1; i <= 8; i++) {
		const [t, s] = [i / 8, 1 - i / 8];
		const next = {
			x: s * s * start.x + 2 * s * t * bend.x + t * t * end.x,
			y: s * s * start.y + 2 * s * t * bend.y + t * t * end.y,
		};
		nearest = Math.min(nearest, segmentDistance(p, last, next));
		last = next;
	}
	return nearest;
}

/** The line as it is drawn, in pixels. */
export function lineCurve({ from, to, stroke }: Line, projection: Projection, bent: boolean): Curve {
	const { magnification: m } = projection;
	const a = { x: projection.x(from.x), y: projection.y(from.y) };
	const b = { x: projection.x(to.x), y: projection.y(to.y) };
	return curveBetween(a, from.radius * m, b, to.radius * m, bent, stroke.width);
}
