import type { Camera, Point } from "./scene";

/** Scene units across the shorter side of the view at ratio 1. */
export const SPAN = 2000;

/** From this many pixels of the shorter side on, marks have their full size. */
const ROOMY = 640;

export const MIN_RATIO = 0.004;
export const MAX_RATIO = 8;

export interface Size {
	width: number;
	height: number;
}

/** Maps scene units to pixels of a view and back. */
export class Projection {
	readonly scale: number;

	/**
	 * @param camera what lies in the middle of the view
	 * @param view the size that the camera's ratio is about
	 * @param margin how much the surface reaches beyond the view on each side, in pixels; pixels count from the surface's corner
	 */
	constructor(
		readonly camera: Camera,
		readonly view: Size,
		readonly margin: Point = { x: 0, y: 0 },
	) {
		this.scale = Math.min(view.width, view.height) / (SPAN * camera.ratio);
	}

	get width(): number {
		return this.view.width + 2 * this.margin.x;
	}

	get height(): number {
		return this.view.height + 2 * this.margin.y;
	}

	x(sceneX: number): number {
		return (sceneX - this.camera.x) * this.scale + this.width / 2;
	}

	y(sceneY: number): number {
		return (sceneY - this.camera.y) * this.scale + this.height / 2;
	}

	toScene(pixel: Point): Point {
		return {
			x: (pixel.x - this.width / 2) / this.scale + this.camera.x,
			y: (pixel.y - this.height / 2) / this.scale + this.camera.y,
		};
	}

	/** How much larger than at ratio 1 marks are drawn: they grow more slowly than distances do, and are smaller in a small view. */
	get magnification(): number {
		const room = Math.min(1, (Math.min(this.view.width, this.view.height) / ROOMY) ** 0.6);
		return room * Math.min(2.2, Math.max(0.3, 1 / Math.sqrt(this.camera.ratio)));
	}
}

/** The camera that keeps the scene point under a pixel where it is while the ratio is multiplied by factor. */
export function zoomedAt(camera: Camera, view: Size, pixel: Point, factor: number): Camera {
	const ratio = Math.min(MAX_RATIO, Math.max(MIN_RATIO, camera.ratio * factor));
	const under = new Projection(camera, view).toScene(pixel);
	const kept = ratio / camera.ratio;
	return { x: under.x + (camera.x - under.x) * kept, y: under.y + (camera.y - under.y) * kept, ratio };
}

/** The camera that shows all points with `padding` pixels on each side of them. */
export function fitting(points: Iterable<Point>, view: Size, padding: Point): Camera {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const { x, y } of points) {
		left = Math.min(left, x);
		right = Math.max(right, x);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
	}
	if (left > right) return { x: 0, y: 0, ratio: 1 };
	const unitsPerPixel = Math.max(
		(right - left) / Math.max(1, view.width - 2 * padding.x),
		(bottom - top) / Math.max(1, view.height - 2 * padding.y),
	);
	const ratio = (unitsPerPixel * Math.min(view.width, view.height)) / SPAN;
	// A single node, or two close ones, should not fill the screen.
	return { x: (left + right) / 2, y: (top + bottom) / 2, ratio: Math.min(MAX_RATIO, Math.max(0.2, ratio)) };
}

export function sameCamera(a: Camera, b: Camera): boolean {
	return a.x === b.x && a.y === b.y && a.ratio === b.ratio;
}
