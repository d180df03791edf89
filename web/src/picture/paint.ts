import { type Curve, lineCurve } from "./curve";
import type { Line, Mark, Stroke } from "./model";
import type { Projection } from "./projection";
import type { Point, Theme } from "./scene";
import { trace } from "./shapes";

/** Up to so many lines in view get arrowheads, curves and dashes; they cost two or three times as much. */
export const FINE_LINES = 3000;

/** Lines painted between two looks at the clock. */
const SLICE = 200;

/** Many lines over one another must let the ones beneath show. */
export function opacityOf(lines: number): number {
	return Math.min(0.85, Math.max(0.04, 0.85 * (250 / Math.max(1, lines)) ** 0.5));
}

/** The lines that reach into the surface, in drawing order. */
export function linesInView(lines: Line[], projection: Projection): Line[] {
	const from = projection.toScene({ x: 0, y: 0 });
	const to = projection.toScene({ x: projection.width, y: projection.height });
	return lines.filter(
		({ from: a, to: b }) =>
			!a.lifted &&
			!b.lifted &&
			(a.x > from.x || b.x > from.x) &&
			(a.x < to.x || b.x < to.x) &&
			(a.y > from.y || b.y > from.y) &&
			(a.y < to.y || b.y < to.y),
	);
}

/**
 * Paints lines in slices: whoever drives it may stop at each step and go on in the next frame.
 * @param fine with arrowheads, curves and dashes
 */
export function* paintLines(
	context: CanvasRenderingContext2D,
	lines: Line[],
	projection: Projection,
	fine: boolean,
): Generator<undefined, void> {
	const opacity = opacityOf(lines.length);
	let last: Stroke | undefined;
	for (let i = 0; i < lines.length; i++) {
		const line = lines[i] as Line;
		if (line.stroke !== last) {
			last = line.stroke;
			setStroke(context, last, fine, opacity);
		}
		if (fine) drawCurve(context, lineCurve(line, projection, line.edge.both ?? false));
		else {
			context.beginPath();
			context.moveTo(projection.x(line.from.x), projection.y(line.from.y));
			context.lineTo(projection.x(line.to.x), projection.y(line.to.y));
			context.stroke();
		}
		if (i % SLICE === SLICE - 1) {
			// The canvas only notes what to draw; reading a pixel makes it draw now, so that the clock tells the truth.
			context.getImageData(0, 0, 1, 1);
			yield;
		}
	}
	context.setLineDash([]);
	context.globalAlpha = 1;
}

export function setStroke(
	context: CanvasRenderingContext2D,
	stroke: Stroke,
	fine: boolean,
	opacity: number,
): void {
	context.strokeStyle = stroke.colour;
	context.fillStyle = stroke.colour;
	context.lineWidth = stroke.width;
	context.globalAlpha = stroke.highlight ? 1 : stroke.dim ? opacity * 0.6 : opacity;
	context.setLineDash(fine ? stroke.dash : []);
}

export function drawCurve(context: CanvasRenderingContext2D, { start, bend, end, head }: Curve): void {
	context.beginPath();
	context.moveTo(start.x, start.y);
	if (bend) context.quadraticCurveTo(bend.x, bend.y, end.x, end.y);
	else context.lineTo(end.x, end.y);
	context.stroke();
	if (!head) return;
	context.beginPath();
	for (const p of head) context.lineTo(p.x, p.y);
	context.fill();
}

/** Draws a node itself, for the overlay; on the sheet the node program does. */
export function drawMark(
	context: CanvasRenderingContext2D,
	mark: Mark,
	projection: Projection,
	theme: Theme,
): void {
	const middle = { x: projection.x(mark.x), y: projection.y(mark.y) };
	trace(context, mark.node.kind, middle, mark.radius * projection.magnification);
	context.lineWidth = 2;
	context.strokeStyle = theme.background;
	context.stroke();
	context.fillStyle = mark.colour;
	context.fill();
}

/** A ring around a selected or hovered node. */
export function drawRing(
	context: CanvasRenderingContext2D,
	mark: Mark,
	projection: Projection,
	theme: Theme,
): void {
	const middle = { x: projection.x(mark.x), y: projection.y(mark.y) };
	const radius = mark.radius * projection.magnification;
	trace(context, mark.node.kind, middle, radius + 4);
	context.lineJoin = "round";
	context.lineWidth = 4.5;
	context.strokeStyle = theme.background;
	context.stroke();
	context.lineWidth = 2.5;
	context.strokeStyle = theme.highlight;
	context.stroke();
}

/** Where a pin stands: its needle's point and the middle of its head, at the upper right of the node. */
export function pinOf(mark: Mark, projection: Projection): { point: Point; head: Point; radius: number } {
	const offset = mark.radius * projection.magnification * 0.72;
	const point = { x: projection.x(mark.x) + offset, y: projection.y(mark.y) - offset };
	return { point, head: { x: point.x + 4.5, y: point.y - 6.5 }, radius: 4 };
}

/** The mark of a node that stays where it was put. */
export function drawPin(
	context: CanvasRenderingContext2D,
	mark: Mark,
	projection: Projection,
	theme: Theme,
): void {
	const { point, head, radius } = pinOf(mark, projection);
	for (const [colour, more] of [
		[theme.background, 2.4],
		[theme.label, 0],
	] as const) {
		context.beginPath();
		context.moveTo(point.x, point.y);
		context.lineTo(head.x, head.y);
		context.lineCap = "round";
		context.lineWidth = 1.8 + more;
		context.strokeStyle = colour;
		context.stroke();
		context.beginPath();
		context.arc(head.x, head.y, radius + more / 2, 0, 2 * Math.PI);
		context.fillStyle = colour;
		context.fill();
	}
	context.lineCap = "butt";
}

/** Text below a node, set off from what lies beneath by the background's colour. */
export function drawLabel(
	context: CanvasRenderingContext2D,
	text: string,
	at: Point,
	{ colour, halo, font }: { colour: string; halo: string; font: string },
): void {
	context.font = font;
	context.textAlign = "center";
	context.textBaseline = "top";
	context.lineJoin = "round";
	context.lineWidth = 3.5;
	context.strokeStyle = halo;
	context.strokeText(text, at.x, at.y);
	context.fillStyle = colour;
	context.fillText(text, at.x, at.y);
}
