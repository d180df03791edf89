import type { Point } from "./scene";

/** What hands do to the canvas, in pixels of the view. */
export interface Gestures {
	/** Pressed; true if there is something here to take hold of, otherwise the view is panned. */
	grab(at: Point): boolean;
	drag(at: Point): void;
	drop(): void;
	pan(dx: number, dy: number): void;
	zoom(at: Point, factor: number): void;
	/** Hands off after a pan or a pinch. */
	rest(): void;
	point(at: Point | null): void;
	click(at: Point, event: MouseEvent): void;
	doubleClick(at: Point): void;
	menu(at: Point, client: Point): void;
}

/** A press that moves less than this many pixels is a click. */
const TOLERANCE = 3;

/** Listens to mouse, pen and fingers until the signal says stop. */
export function listen(element: HTMLElement, gestures: Gestures, signal: AbortSignal): void {
	const fingers = new Map<number, Point>();
	let pressed: Point | undefined;
	let moved = false;
	let grabbed = false;

	const place = (event: MouseEvent): Point => {
		const box = element.getBoundingClientRect();
		return { x: event.clientX - box.left, y: event.clientY - box.top };
	};

	const down = (event: PointerEvent) => {
		if (event.button !== 0) return;
		fingers.set(event.pointerId, place(event));
		if (fingers.size === 1) {
			pressed = place(event);
			moved = false;
			grabbed = false;
		} else if (grabbed) {
			grabbed = false;
			gestures.drop();
		}
	};

	const move = (event: PointerEvent) => {
		const at = place(event);
		const before = fingers.get(event.pointerId);
		if (!before || !pressed) {
			gestures.point(at);
			return;
		}
		if (!moved && Math.hypot(at.x - pressed.x, at.y - pressed.y) <= TOLERANCE) return;
		if (!moved) {
			moved = true;
			// Only now, so that a click on a link inside the page's own elements is not swallowed.
			element.setPointerCapture(event.pointerId);
			grabbed = fingers.size === 1 && gestures.grab(pressed);
			gestures.point(null);
		}
		fingers.set(event.pointerId, at);
		if (grabbed) gestures.drag(at);
		else if (fingers.size === 1) gestures.pan(at.x - before.x, at.y - before.y);
		else pinch(event.pointerId, before, at);
	};

	const pinch = (id: number, before: Point, at: Point) => {
		const other = [...fingers].find(([finger]) => finger !== id)?.[1];
		if (!other) return;
		const apart = Math.hypot(at.x - other.x, at.y - other.y);
		const factor = Math.hypot(before.x - other.x, before.y - other.y) / Math.max(1, apart);
		gestures.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
		gestures.zoom({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, factor);
	};

	const up = (event: PointerEvent) => {
		if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
		if (grabbed) gestures.drop();
		else if (moved) gestures.rest();
		grabbed = false;
		pressed = undefined;
	};

	const wheel = (event: WheelEvent) => {
		event.preventDefault();
		const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
		// A pinch on a touchpad comes as small steps with the control key.
		const step = event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018);
		gestures.zoom(place(event), Math.exp(Math.min(0.6, Math.max(-0.6, step))));
	};

	const options = { signal };
	element.addEventListener("pointerdown", down, options);
	element.addEventListener("pointermove", move, options);
	element.addEventListener("pointerup", up, options);
	element.addEventListener("pointercancel", up, options);
	element.addEventListener("pointerleave", () => gestures.point(null), options);
	element.addEventListener("wheel", wheel, { signal, passive: false });
	element.addEventListener("click", (event) => !moved && gestures.click(place(event), event), options);
	element.addEventListener("dblclick", (event) => gestures.doubleClick(place(event)), options);
	element.addEventListener(
		"contextmenu",
		(event) => {
			event.preventDefault();
			gestures.menu(place(event), { x: event.clientX, y: event.clientY });
		},
		options,
	);
}
