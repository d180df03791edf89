import { DirectedGraph } from "graphology";
import Sigma from "sigma";
import { hex, rgb } from "./colour";
import { below, FEW_NODES, LABEL_SIZE, LabelRoom, NAMED_FROM, shortened } from "./labels";
import type { Mark, Model } from "./model";
import { nodeProgram } from "./nodeProgram";
import { drawLabel, drawPin, drawRing, FINE_LINES, linesInView, paintLines } from "./paint";
import { Projection, type Size, SPAN } from "./projection";
import type { Camera, Point, Theme } from "./scene";
import { SHAPE } from "./shapes";

/** Share of the view that the sheet reaches beyond it on each side, so that panning shows something. */
const MARGIN = 0.25;
/** Backing pixels that a sheet may have; on larger screens the margin shrinks. */
const MOST_PIXELS = 24e6;
/** Up to so many changed nodes are written into sigma's buffers one by one. */
const FEW_CHANGES = 500;

interface Job {
	projection: Projection;
	painter: Generator<undefined, void>;
	/** Whether it paints where everyone can see, because there was nothing before. */
	open: boolean;
}

/**
 * The finished picture, larger than the view. While the user moves, it is only moved and scaled as a whole;
 * a new one is painted behind it in slices and takes its place when done. Lines are painted on a canvas,
 * nodes and labels by sigma, marks of selection and pins on a canvas above.
 */
export class Sheet {
	readonly element = document.createElement("div");
	#front = layer();
	#back = layer();
	readonly #nodes = document.createElement("div");
	readonly #marks = layer();
	readonly #stop = new AbortController();
	readonly #sigma: Sigma;
	readonly #room = new LabelRoom();
	readonly #labels = new Map<string, Point>();
	readonly #font: string;
	#theme: Theme;
	#model: Model = { marks: [], lines: [], byKey: new Map() };
	#selected: ReadonlySet<string> = new Set();
	#stale = false;
	#touched: Mark[] = [];
	#few = false;
	#fine = true;
	#job: Job | undefined;
	#drawn: Projection | undefined;

	/** @param lost is called when the graphics driver dropped the nodes; the sheet is then of no more use */
	constructor(parent: HTMLElement, view: Size, theme: Theme, fontFamily: string, lost: () => void) {
		this.#theme = theme;
		this.#font = `${LABEL_SIZE}px ${fontFamily}`;
		Object.assign(this.element.style, {
			position: "absolute",
			left: "0",
			top: "0",
			transformOrigin: "0 0",
			willChange: "transform",
			pointerEvents: "none",
		});
		Object.assign(this.#nodes.style, { position: "absolute", inset: "0" });
		this.#back.style.visibility = "hidden";
		this.element.append(this.#front, this.#back, this.#nodes, this.#marks);
		parent.prepend(this.element);
		this.#size(this.projection({ x: 0, y: 0, ratio: 1 }, view));
		const rim = () => rgb(this.#theme.background).map((byte) => byte / 255) as [number, number, number];
		this.#sigma = new Sigma(new DirectedGraph(), this.#nodes, {
			allowInvalidContainer: true,
			defaultNodeType: "shape",
			nodeProgramClasses: { shape: nodeProgram(rim) },
			stagePadding: 0,
			labelGridCellSize: 90,
			labelDensity: 1,
			labelRenderedSizeThreshold: NAMED_FROM,
			zoomToSizeRatioFunction: () => 1 / this.#magnification,
			defaultDrawNodeLabel: (context, data) => this.#drawNodeLabel(context, data),
		});
		this.#sigma.setCustomBBox({ x: [-SPAN / 2, SPAN / 2], y: [-SPAN / 2, SPAN / 2] });
		// Input is the picture's own; sigma would read back pixels at every move of the mouse.
		this.#sigma.getMouseCaptor().kill();
		this.#sigma.getTouchCaptor().kill();
		for (const [id, canvas] of Object.entries(this.#sigma.getCanvases()))
			if (id !== "nodes" && id !== "labels") canvas.style.display = "none";
		this.#sigma
			.getCanvases()
			.nodes?.addEventListener("webglcontextlost", lost, { signal: this.#stop.signal });
	}

	/** How the sheet shows a camera: the view with a margin around. */
	projection(camera: Camera, view: Size): Projection {
		const spare = MOST_PIXELS / Math.max(1, view.width * view.height * pixelRatio() ** 2);
		const margin = Math.min(MARGIN, Math.max(0, (Math.sqrt(spare) - 1) / 2));
		return new Projection(camera, view, {
			x: Math.round(view.width * margin),
			y: Math.round(view.height * margin),
		});
	}

	/** What the present picture shows; undefined before the first. */
	get drawn(): Projection | undefined {
		return this.#drawn;
	}

	/** Whether lines have arrowheads and curves at present. */
	get fine(): boolean {
		return this.#fine;
	}

	/** Where a node's label stands from the node, in pixels; undefined if it has none. */
	labelOffset(key: string): Point | undefined {
		return this.#labels.get(key);
	}

	/** What is being painted, if anything. */
	get busy(): Projection | undefined {
		return this.#job?.projection;
	}

	setModel(model: Model, theme: Theme): void {
		this.#model = model;
		this.#theme = theme;
		this.#stale = true;
	}

	/** Takes over that these marks were lifted, put down or moved. */
	changed(marks: Mark[]): void {
		this.#touched.push(...marks);
	}

	select(keys: ReadonlySet<string>): void {
		this.#selected = keys;
		if (this.#drawn) this.#paintMarks(this.#drawn);
	}

	/** Starts to paint a new picture; drops one that is under way. */
	begin(projection: Projection): void {
		const open = this.#drawn === undefined;
		const canvas = open ? this.#front : this.#back;
		if (open) this.#size(projection);
		resize(canvas, projection);
		const context = canvas.getContext("2d", { willReadFrequently: true });
		if (!context) return;
		context.setTransform(pixelRatio(), 0, 0, pixelRatio(), 0, 0);
		context.clearRect(0, 0, projection.width, projection.height);
		const lines = linesInView(this.#model.lines, projection);
		this.#fine = lines.length <= FINE_LINES;
		const painter = paintLines(context, lines, projection, this.#fine);
		this.#job = { projection, painter, open };
		if (open) this.#present(projection);
	}

	/** Paints until the deadline (as performance.now() counts); true if that finished the picture. */
	work(deadline: number): boolean {
		if (!this.#job) return false;
		do {
			if (this.#job.painter.next().done) {
				const { projection, open } = this.#job;
				this.#job = undefined;
				if (!open) {
					[this.#front, this.#back] = [this.#back, this.#front];
					this.#present(projection);
					this.#front.style.visibility = "visible";
					this.#back.style.visibility = "hidden";
				}
				return true;
			}
		} while (performance.now() < deadline);
		return false;
	}

	/** Moves the finished picture to where the camera would have it; false if it then leaves part of the view bare or is blurred. */
	move(camera: Camera, view: Size): boolean {
		if (!this.#drawn) return false;
		const wanted = new Projection(camera, view);
		const corner = this.#drawn.toScene({ x: 0, y: 0 });
		const scale = wanted.scale / this.#drawn.scale;
		const [x, y] = [wanted.x(corner.x), wanted.y(corner.y)];
		this.element.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
		const covers =
			x <= 0 &&
			y <= 0 &&
			x + this.#drawn.width * scale >= view.width &&
			y + this.#drawn.height * scale >= view.height;
		return covers && scale > 0.55 && scale < 1.9;
	}

	destroy(): void {
		this.#stop.abort();
		this.#sigma.kill();
		this.element.remove();
	}

	#present(projection: Projection): void {
		if (!this.#drawn || !sameSize(this.#drawn, projection)) this.#size(projection);
		this.#drawn = projection;
		if (this.#stale) this.#fillSigma();
		else if (this.#touched.length > 0) this.#rewrite(this.#touched);
		this.#stale = false;
		this.#touched = [];
		this.#room.clear();
		if (this.#few)
			for (const { x, y, radius } of this.#model.marks)
				this.#room.avoid({ x: projection.x(x), y: projection.y(y) }, radius * projection.magnification);
		this.#labels.clear();
		this.#sigma.getCamera().setState({
			x: projection.camera.x / SPAN + 0.5,
			y: 0.5 - projection.camera.y / SPAN,
			ratio: Math.min(projection.width, projection.height) / (SPAN * projection.scale),
		});
		this.#sigma.refresh({ partialGraph: {}, skipIndexation: true });
		this.#paintMarks(projection);
	}

	/** Gives sigma the nodes: the few that differ, or all of them anew. */
	#fillSigma(): void {
		const graph = this.#sigma.getGraph();
		const { marks } = this.#model;
		const known = graph.order === marks.length && marks.every(({ node }) => graph.hasNode(node.key));
		const changed = known
			? marks.filter((mark) => differ(graph.getNodeAttributes(mark.node.key), attributes(mark)))
			: marks;
		if (known && changed.length <= FEW_CHANGES) {
			this.#rewrite(changed);
			return;
		}
		const anew = new DirectedGraph();
		for (const mark of this.#model.marks) anew.addNode(mark.node.key, attributes(mark));
		this.#sigma.setGraph(anew);
		const few = this.#model.marks.length <= FEW_NODES;
		if (few === this.#few) return;
		this.#few = few;
		this.#sigma.setSettings({ labelDensity: few ? 20 : 1, labelRenderedSizeThreshold: few ? 0 : NAMED_FROM });
	}

	#rewrite(marks: Mark[]): void {
		// Written in place: at an event per node sigma would index all nodes again.
		const graph = this.#sigma.getGraph();
		for (const mark of marks) Object.assign(graph.getNodeAttributes(mark.node.key), attributes(mark));
		const nodes = marks.map(({ node }) => node.key);
		this.#sigma.refresh({ partialGraph: { nodes }, skipIndexation: true, schedule: true });
	}

	get #magnification(): number {
		return this.#drawn?.magnification ?? 1;
	}

	#drawNodeLabel(
		context: CanvasRenderingContext2D,
		{ x, y, size, label, key }: { x: number; y: number; size: number; label: string | null; key?: string },
	): void {
		const mark = this.#model.byKey.get(key ?? "");
		if (!label || !mark) return;
		context.font = this.#font;
		const at = this.#room.placeFor({ x, y }, size, context.measureText(label).width);
		if (!at) return;
		this.#labels.set(mark.node.key, { x: at.x - x, y: at.y - y });
		const colour = mark.node.dim ? this.#theme.dim : this.#theme.label;
		drawLabel(context, label, at, { colour, halo: this.#theme.background, font: this.#font });
	}

	#paintMarks(projection: Projection): void {
		const context = this.#marks.getContext("2d");
		if (!context) return;
		context.setTransform(pixelRatio(), 0, 0, pixelRatio(), 0, 0);
		context.clearRect(0, 0, projection.width, projection.height);
		for (const mark of this.#model.marks) {
			if (mark.lifted) continue;
			if (mark.node.pinned) drawPin(context, mark, projection, this.#theme);
		}
		for (const key of this.#selected) {
			const mark = this.#model.byKey.get(key);
			if (!mark || mark.lifted) continue;
			drawRing(context, mark, projection, this.#theme);
			const middle = { x: projection.x(mark.x), y: projection.y(mark.y) };
			// Named even where there was no room for it.
			const offset = this.#labels.get(key) ?? below({ x: 0, y: 0 }, mark.radius * projection.magnification);
			this.#labels.set(key, offset);
			const at = { x: middle.x + offset.x, y: middle.y + offset.y };
			const { label: colour, background: halo } = this.#theme;
			drawLabel(context, shortened(mark.node.label), at, { colour, halo, font: this.#font });
		}
	}

	#size(projection: Projection): void {
		for (const element of [this.element, this.#nodes]) {
			element.style.width = `${projection.width}px`;
			element.style.height = `${projection.height}px`;
		}
		resize(this.#marks, projection);
	}
}

export function layer(): HTMLCanvasElement {
	const canvas = document.createElement("canvas");
	Object.assign(canvas.style, { position: "absolute", left: "0", top: "0" });
	return canvas;
}

export function pixelRatio(): number {
	return Math.min(2, window.devicePixelRatio || 1);
}

export function resize(canvas: HTMLCanvasElement, { width, height }: Size): void {
	const [w, h] = [Math.round(width * pixelRatio()), Math.round(height * pixelRatio())];
	if (canvas.width !== w) canvas.width = w;
	if (canvas.height !== h) canvas.height = h;
	canvas.style.width = `${width}px`;
	canvas.style.height = `${height}px`;
}

interface Attributes {
	[name: string]: string | number | boolean;
}

function differ(a: Partial<Attributes>, b: Attributes): boolean {
	for (const name in b) if (a[name] !== b[name]) return true;
	return false;
}

function attributes(mark: Mark): Attributes {
	return {
		x: mark.x,
		y: -mark.y,
		size: mark.radius,
		label: shortened(mark.node.label),
		color: hex(mark.colour),
		shape: SHAPE[mark.node.kind],
		hidden: mark.lifted,
	};
}

function sameSize(a: Size, b: Size): boolean {
	return a.width === b.width && a.height === b.height;
}
