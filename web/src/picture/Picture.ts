import { type Gestures, listen } from "./gestures";
import { lineAt, markAt } from "./lookup";
import { type Mark, type Model, modelOf } from "./model";
import { Overlay } from "./overlay";
import { fitting, Projection, type Size, sameCamera, zoomedAt } from "./projection";
import { rasterized } from "./raster";
import type { Camera, PictureEvents, Point, Scene, Theme } from "./scene";
import { Sheet } from "./sheet";
import { Shift } from "./shift";
import { svg } from "./svg";

/** Quiet for so long counts as rest, in milliseconds. */
const QUIET = 40;
/** Painting per frame in milliseconds: while something moves, and at rest. */
const SLICE_MOVING = 5;
const SLICE_SHIFTING = 10;
const SLICE_RESTING = 28;
const FLIGHT = 280;
/** Around what fits, in pixels: half a name reaches beyond its node at the sides. */
const PADDING = { x: 110, y: 60 };
/** At most this share of the view. */
const PADDING_SHARE = 0.12;

interface Flight {
	from: Camera;
	to: Camera;
	started: number;
}

/**
 * The canvas. It owns the container's content; it keeps no more than the scene it was last shown,
 * and tells of what the user does by events. Lives until destroy().
 */
export class Picture {
	readonly #container: HTMLElement;
	readonly #events: Partial<PictureEvents>;
	readonly #stop = new AbortController();
	#sheet: Sheet;
	readonly #overlay: Overlay;
	readonly #watch: ResizeObserver;
	#theme: Theme;
	#scene: Scene = { nodes: [], edges: [] };
	#model: Model;
	#camera: Camera = { x: 0, y: 0, ratio: 1 };
	#told: Camera = this.#camera;
	#view: Size;
	#selected = new Set<string>();
	#hovered: Mark | undefined;
	#held: Mark[] = [];
	#grip: Point = { x: 0, y: 0 };
	#lastMove = -Infinity;
	#stale = true;
	#flight: Flight | undefined;
	#shift: Shift | undefined;
	#frame = 0;
	/** Whether the camera stands where fit put it: then it goes on to fit when the view changes its size. */
	#fitted = false;
	#fitLater = false;

	constructor(container: HTMLElement, events: Partial<PictureEvents>, { theme }: { theme: Theme }) {
		this.#container = container;
		this.#events = events;
		this.#theme = theme;
		this.#model = modelOf(this.#scene, theme);
		this.#view = sizeOf(container);
		Object.assign(container.style, { position: "relative", overflow: "hidden", touchAction: "none" });
		container.style.background = theme.background;
		this.#sheet = this.#newSheet();
		this.#overlay = new Overlay(container, getComputedStyle(container).fontFamily);
		this.#watch = new ResizeObserver(() => this.#resize());
		this.#watch.observe(container);
		listen(container, this.#gestures(), this.#stop.signal);
	}

	/**
	 * Shows a scene. Nodes stand where the scene says, but for those in the user's hand; what was elsewhere
	 * goes there. The camera stays.
	 */
	show(scene: Scene): void {
		if (scene === this.#scene) return;
		this.#scene = scene;
		const before = this.#model;
		this.#remodel();
		if (this.#sheet.drawn && !still()) this.#shift = Shift.between(before, this.#model, performance.now());
	}

	setTheme(theme: Theme): void {
		if (JSON.stringify(theme) === JSON.stringify(this.#theme)) return;
		this.#theme = theme;
		this.#container.style.background = theme.background;
		this.#remodel();
	}

	/** Rings these nodes, and these only. */
	select(keys: string[]): void {
		this.#selected = new Set(keys);
		this.#sheet.select(this.#selected);
	}

	camera(): Camera {
		return this.#flight?.to ?? this.#camera;
	}

	setCamera(camera: Camera, { animate = false } = {}): void {
		this.#fitted = false;
		if (animate && !still()) {
			this.#flight = { from: this.#camera, to: camera, started: performance.now() };
		} else {
			this.#flight = undefined;
			this.#camera = camera;
		}
		this.#run();
	}

	/** Shows all of these nodes, or all there are. */
	fit(keys?: string[]): void {
		const marks = keys ? keys.flatMap((key) => this.#model.byKey.get(key) ?? []) : this.#model.marks;
		if (marks.length === 0) return;
		// A container that is not laid out yet has no size to fit into.
		this.#fitLater = this.#view.width === 0 || this.#view.height === 0;
		if (this.#fitLater) return;
		const { width, height } = this.#view;
		const padding = {
			x: Math.min(PADDING.x, width * PADDING_SHARE),
			y: Math.min(PADDING.y, height * PADDING_SHARE),
		};
		const places = marks.map((mark) => (mark.lifted ? mark : mark.node)); // where they are going
		this.setCamera(fitting(places, this.#view, padding), { animate: this.#sheet.drawn !== undefined });
		this.#fitted = keys === undefined;
	}

	/** Zooms about the middle; a factor above 1 comes closer. */
	zoom(factor: number): void {
		const middle = { x: this.#view.width / 2, y: this.#view.height / 2 };
		this.setCamera(zoomedAt(this.camera(), this.#view, middle, 1 / factor), { animate: true });
	}

	/** What the view shows, so many times as large as on the screen. */
	png(scale = 2): Promise<Blob> {
		const { width, height } = this.#view;
		const text = svg(this.#scene, this.#theme, { camera: this.#camera, width, height });
		return rasterized(text, { width: width * scale, height: height * scale });
	}

	/** Whether the sharp picture of the present camera and scene is on the screen. */
	get settled(): boolean {
		return this.#sharp() && !this.#flight && !this.#shift && this.#held.length === 0;
	}

	destroy(): void {
		cancelAnimationFrame(this.#frame);
		this.#stop.abort();
		this.#watch.disconnect();
		this.#sheet.destroy();
		this.#overlay.destroy();
	}

	#newSheet(): Sheet {
		const { fontFamily } = getComputedStyle(this.#container);
		return new Sheet(this.#container, this.#view, this.#theme, fontFamily, () => {
			this.#sheet.destroy();
			this.#sheet = this.#newSheet();
			this.#sheet.setModel(this.#model, this.#theme);
			this.#sheet.select(this.#selected);
			this.#repaint();
		});
	}

	#remodel(): void {
		this.#shift = undefined;
		this.#model = modelOf(this.#scene, this.#theme);
		this.#hovered = this.#hovered && this.#model.byKey.get(this.#hovered.node.key);
		this.#held = this.#held.flatMap(({ node, x, y }) => {
			const mark = this.#model.byKey.get(node.key);
			return mark ? Object.assign(mark, { x, y, lifted: true }) : [];
		});
		this.#sheet.setModel(this.#model, this.#theme);
		this.#repaint();
	}

	#repaint(): void {
		this.#stale = true;
		this.#run();
	}

	#run(): void {
		this.#frame ||= requestAnimationFrame(() => this.#tick());
	}

	/** One frame: moves the picture, and paints a slice of the next one if one is due. */
	#tick(): void {
		this.#frame = 0;
		if (this.#view.width === 0 || this.#view.height === 0) return;
		const now = performance.now();
		this.#fly(now);
		if (this.#shift && !this.#sheet.busy) {
			this.#sheet.changed([...this.#shift.marks]);
			if (this.#shift.to(now)) this.#shift = undefined;
			this.#stale = true;
		}
		const shifting = this.#shift !== undefined;
		const moving = shifting || this.#flight !== undefined || now - this.#lastMove < QUIET;
		const fits = this.#sheet.move(this.#camera, this.#view);
		const target = this.#sheet.projection(this.#camera, this.#view);
		const busy = this.#sheet.busy;
		const outdated = busy && !moving && !sameCamera(busy.camera, this.#camera);
		if (this.#stale || outdated || (!busy && (moving ? !fits : !this.#sharp()))) {
			this.#stale = false;
			this.#sheet.begin(target);
		}
		const budget = shifting ? SLICE_SHIFTING : moving || this.#held.length > 0 ? SLICE_MOVING : SLICE_RESTING;
		if (this.#sheet.work(now + budget)) {
			this.#sheet.move(this.#camera, this.#view);
			if (this.#held.length === 0) this.#overlay.hide();
			this.#hover();
		}
		if (moving || !this.#sharp()) this.#run();
		else {
			this.#tell();
			this.#events.sharp?.(this.#scene.nodes.length);
		}
	}

	#sharp(): boolean {
		const drawn = this.#sheet.drawn;
		return (
			!this.#stale &&
			!this.#sheet.busy &&
			drawn !== undefined &&
			sameCamera(drawn.camera, this.#camera) &&
			drawn.view.width === this.#view.width &&
			drawn.view.height === this.#view.height
		);
	}

	#tell(): void {
		if (sameCamera(this.#told, this.#camera)) return;
		this.#told = this.#camera;
		this.#events.camera?.(this.#camera);
	}

	#fly(now: number): void {
		if (!this.#flight) return;
		const { from, to, started } = this.#flight;
		const part = Math.min(1, (now - started) / FLIGHT);
		const eased = 1 - (1 - part) ** 3;
		this.#camera = {
			x: from.x + (to.x - from.x) * eased,
			y: from.y + (to.y - from.y) * eased,
			ratio: from.ratio * (to.ratio / from.ratio) ** eased,
		};
		if (part === 1) {
			this.#camera = to;
			this.#flight = undefined;
		}
	}

	#move(camera: Camera): void {
		this.#fitted = false;
		this.#flight = undefined;
		this.#camera = camera;
		this.#lastMove = performance.now();
		if (this.#held.length === 0) this.#overlay.hide();
		this.#run();
	}

	#resize(): void {
		const view = sizeOf(this.#container);
		if (view.width === this.#view.width && view.height === this.#view.height) return;
		this.#view = view;
		this.#overlay.hide();
		if (this.#fitLater || this.#fitted) this.fit();
		this.#run();
	}

	get #projection(): Projection {
		return new Projection(this.#camera, this.#view);
	}

	#markAt(at: Point): Mark | undefined {
		return markAt(this.#model, this.#projection, at);
	}

	#lineAt(at: Point) {
		const { fine } = this.#sheet;
		return lineAt(this.#model, this.#projection, at, ({ edge }) => fine && (edge.both ?? false));
	}

	#gestures(): Gestures {
		return {
			grab: (at) => this.#grab(at),
			drag: (at) => this.#drag(at),
			drop: () => this.#drop(),
			pan: (dx, dy) => {
				const { x, y, ratio } = this.#camera;
				const { scale } = this.#projection;
				this.#move({ x: x - dx / scale, y: y - dy / scale, ratio });
			},
			zoom: (at, factor) => this.#move(zoomedAt(this.#camera, this.#view, at, factor)),
			rest: () => {
				this.#lastMove = -Infinity;
				this.#run();
			},
			point: (at) => this.#point(at),
			click: (at, event) => {
				const mark = this.#markAt(at);
				if (mark) return this.#events.clickNode?.(mark.node.key, event);
				const line = this.#lineAt(at);
				if (line) return this.#events.clickEdge?.(line.edge.key);
				this.#events.clickStage?.();
			},
			doubleClick: (at) => {
				const mark = this.#markAt(at);
				if (mark) this.#events.doubleClickNode?.(mark.node.key);
			},
			menu: (at, client) => this.#events.contextMenu?.(this.#markAt(at)?.node.key ?? null, client),
		};
	}

	/** Takes hold of the node there, and of the whole selection if it is part of it. */
	#grab(at: Point): boolean {
		const mark = this.#markAt(at);
		if (!mark) return false;
		const together = this.#selected.has(mark.node.key)
			? this.#model.marks.filter((m) => this.#selected.has(m.node.key))
			: [mark];
		this.#held = together;
		this.#grip = this.#projection.toScene(at);
		for (const held of together) held.lifted = true;
		this.#drawOverlay(together);
		// The picture is painted anew without them, behind the one that is seen.
		this.#sheet.changed(together);
		this.#repaint();
		return true;
	}

	#drag(at: Point): void {
		const to = this.#projection.toScene(at);
		for (const mark of this.#held) {
			mark.x += to.x - this.#grip.x;
			mark.y += to.y - this.#grip.y;
		}
		this.#grip = to;
		this.#lastMove = performance.now();
		this.#drawOverlay(this.#held);
		this.#run();
	}

	#drop(): void {
		const held = this.#held;
		this.#held = [];
		for (const mark of held) mark.lifted = false;
		this.#lastMove = -Infinity;
		this.#sheet.changed(held);
		this.#repaint();
		this.#events.moved?.(new Map(held.map(({ node, x, y }) => [node.key, { x, y }])));
	}

	#point(at: Point | null): void {
		const mark = at ? this.#markAt(at) : undefined;
		this.#container.style.cursor = mark || (at && this.#lineAt(at)) ? "pointer" : "default";
		if (mark === this.#hovered) return;
		this.#hovered = mark;
		this.#events.hover?.(mark?.node.key ?? null);
		this.#hover();
	}

	#drawOverlay(marks: Mark[]): void {
		this.#overlay.draw(this.#model, marks, this.#projection, this.#theme, (key) =>
			this.#sheet.labelOffset(key),
		);
	}

	#hover(): void {
		if (this.#held.length > 0) return;
		if (!this.#hovered) this.#overlay.hide();
		else this.#drawOverlay([this.#hovered]);
	}
}

/** Whether the user wants nothing to move by itself. */
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function sizeOf({ clientWidth, clientHeight }: HTMLElement): Size {
	return { width: clientWidth, height: clientHeight };
}
