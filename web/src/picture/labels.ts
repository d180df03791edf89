import type { Point } from "./scene";

/** A label's box in pixels. */
interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export const LABEL_SIZE = 12;
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

	clear(): void {
		this.#taken = [];
	}

	/** Takes a place below the node, or else above it; undefined if neither is free. */
	placeFor(node: Point, radius: number, width: number): Point | undefined {
		for (const at of [below(node, radius), { x: node.x, y: node.y - radius * 1.3 - LABEL_SIZE - 4 }]) {
			const box = {
				left: at.x - width / 2 - 2,
				right: at.x + width / 2 + 2,
				top: at.y - 1,
				bottom: at.y + LABEL_SIZE + 2,
			};
			if (this.#taken.some((other) => overlap(box, other))) continue;
			this.#taken.push(box);
			return at;
		}
		return undefined;
	}
}

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
