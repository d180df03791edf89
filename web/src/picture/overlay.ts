import { lineCurve } from "./curve";
import { LABEL_SIZE, LabelRoom, shortened } from "./labels";
import type { Line, Mark, Model } from "./model";
import { drawCurve, drawLabel, drawMark, drawPin, drawRing } from "./paint";
import type { Projection } from "./projection";
import type { Point, Theme } from "./scene";
import { layer, pixelRatio, resize } from "./sheet";

/** Lines drawn at most; a hub's others stay in the picture beneath. */
const MOST_LINES = 1500;
/** Neighbours named beside a hovered node. */
const MOST_LABELS = 12;

/** Draws the few nodes that are in the hand or under the pointer, with their lines, above the picture. */
export class Overlay {
	readonly #canvas = layer();
	readonly #font: string;
	#found: { model: Model; marks: Mark[]; lines: Line[] } | undefined;

	constructor(parent: HTMLElement, fontFamily: string) {
		this.#font = `${LABEL_SIZE}px ${fontFamily}`;
		this.#canvas.style.pointerEvents = "none";
		this.#canvas.style.display = "none";
		parent.append(this.#canvas);
	}

	/** @param labelled where the picture beneath has a node's label, from the node, so that none stands twice */
	draw(
		model: Model,
		marks: Mark[],
		projection: Projection,
		theme: Theme,
		labelled: (key: string) => Point | undefined,
	): void {
		resize(this.#canvas, projection);
		const context = this.#canvas.getContext("2d");
		if (!context) return;
		this.#canvas.style.display = "";
		context.setTransform(pixelRatio(), 0, 0, pixelRatio(), 0, 0);
		context.clearRect(0, 0, projection.width, projection.height);

		const lines = this.#linesOf(model, marks);
		const neighbours = new Set<Mark>();
		context.strokeStyle = theme.highlight;
		context.fillStyle = theme.highlight;
		context.globalAlpha = lines.length > 200 ? 0.4 : 0.8;
		for (const line of lines) {
			context.lineWidth = line.stroke.width;
			context.setLineDash(line.stroke.dash);
			drawCurve(context, lineCurve(line, projection, line.edge.both ?? false));
			neighbours.add(line.from).add(line.to);
		}
		context.setLineDash([]);
		context.globalAlpha = 1;
		for (const mark of marks) neighbours.delete(mark);
		for (const mark of neighbours) drawMark(context, mark, projection, theme);
		for (const mark of marks) {
			drawRing(context, mark, projection, theme);
			drawMark(context, mark, projection, theme);
			if (mark.node.pinned) drawPin(context, mark, projection, theme);
		}
		const named = [...neighbours].sort((a, b) => b.radius - a.radius).slice(0, MOST_LABELS);
		const room = new LabelRoom();
		context.font = this.#font;
		for (const mark of [...named, ...marks]) {
			const text = shortened(mark.node.label);
			const middle = { x: projection.x(mark.x), y: projection.y(mark.y) };
			const offset = labelled(mark.node.key);
			const at = offset
				? { x: middle.x + offset.x, y: middle.y + offset.y }
				: room.placeFor(middle, mark.radius * projection.magnification, context.measureText(text).width);
			if (at) drawLabel(context, text, at, { colour: theme.label, halo: theme.background, font: this.#font });
		}
	}

	/** Found once for a drag, not at each of its frames. */
	#linesOf(model: Model, marks: Mark[]): Line[] {
		if (this.#found?.model !== model || this.#found.marks !== marks) {
			const chosen = new Set(marks);
			const lines = model.lines.filter(({ from, to }) => chosen.has(from) || chosen.has(to));
			this.#found = { model, marks, lines: lines.slice(-MOST_LINES) };
		}
		return this.#found.lines;
	}

	hide(): void {
		this.#canvas.style.display = "none";
	}

	destroy(): void {
		this.#canvas.remove();
	}
}
