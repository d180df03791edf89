import { curveDistance, lineCurve, segmentDistance } from "./curve";
import type { Line, Mark, Model } from "./model";
import type { Projection } from "./projection";
import type { Point } from "./scene";

const SLACK = 2;
const LINE_SLACK = 4;

/**
 * The topmost node at a pixel. Reading positions in order takes a fraction of a millisecond
 * for 100,000 nodes, so that there is no index to keep.
 */
export function markAt(model: Model, projection: Projection, pixel: Point): Mark | undefined {
	const at = projection.toScene(pixel);
	const magnification = projection.magnification;
	for (let i = model.marks.length - 1; i >= 0; i--) {
		const mark = model.marks[i] as Mark;
		const reach = (Math.max(4, mark.radius * magnification) + SLACK) / projection.scale;
		const [dx, dy] = [mark.x - at.x, mark.y - at.y];
		if (dx * dx + dy * dy <= reach * reach) return mark;
	}
	return undefined;
}

/** The line nearest to a pixel, if it is within a few pixels; bent tells which lines are drawn as curves. */
export function lineAt(
	model: Model,
	projection: Projection,
	pixel: Point,
	bent: (line: Line) => boolean,
): Line | undefined {
	let nearest: Line | undefined;
	let least = Infinity;
	const at = projection.toScene(pixel);
	for (const line of model.lines) {
		const within = LINE_SLACK + line.stroke.width / 2;
		const straight = segmentDistance(at, line.from, line.to) * projection.scale;
		const curved = bent(line);
		if (straight > within + (curved ? 40 : 0)) continue;
		const distance = curved ? curveDistance(pixel, lineCurve(line, projection, true)) : straight;
		if (distance <= within && distance <= least) {
			nearest = line;
			least = distance;
		}
	}
	return nearest;
}
