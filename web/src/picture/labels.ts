import type { Point } from "./scene";

/** A label's box in pixels. */
interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export const LABEL_SIZE = 12;
/** Up to so many nodes, all are named that have room for it. */
export const FEW_NODES = 150;
/** Of more nodes, those are named that are drawn with at least this radius in pixels. */
export const NAMED_FROM = 3;
const LONGEST = 32;

/** A name short enough to stand under a node. */
export function shortened(label: string): string {
	const letters = [...label];
	return letters.length > LONGEST
		? `${letters
				.slice(0, LONGEST - 1)
				.join("")
				.trimEnd()}…`
		: label;
}

/** Where a label stands when there is room: the middle of its upper edge, below its node. */
export function below(node: Point, radius: number): Point {
	return { x: node.x, y: node.y + radius * 1.15 + 4 };
}

/** Keeps labels from running into one another: first come, first served. */
export class LabelRoom {
	#taken: Box[] = [];
	#nodes: Box[] = [];

	clear(): void {
		this.#taken = [];
		this.#nodes = [];
	}

	/** Labels keep off a node there, where they can. */
	avoid(node: Point, radius: number): void {
		this.#nodes.push({
			left: node.x - radius,
			right: node.x + radius,
			top: node.y - radius,
			bottom: node.y + radius,
		});
	}

	/** Takes a place below the node, or else above or beside it; undefined if none is free. */
	placeFor(node: Point, radius: number, width: number): Point | undefined {
		const aside = radius * 1.3 + width / 2 + 4;
		const middle = node.y - LABEL_SIZE / 2;
		const places = [
			below(node, radius),
			{ x: node.x, y: node.y - radius * 1.3 - LABEL_SIZE - 4 },
			{ x: node.x + aside, y: middle },
			{ x: node.x - aside, y: middle },
		];
		const free = (at: Point, taken: Box[]) => {
			const box = boxOf(at, width);
			return !taken.some((other) => overlap(box, other));
		};
		const clear = places.filter((at) => free(at, this.#taken));
		const at = clear.find((at) => free(at, this.#nodes)) ?? clear[0];
		if (at) this.#taken.push(boxOf(at, width));
		return at;
	}
}

function boxOf(at: Point, width: number): Box {
	return {
		left: at.x - width / 2 - 2,
		right: at.x + width / 2 + 2,
		top: at.y - 1,
		bottom: at.y + LABEL_SIZE + 2,
	};
}

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
