import type { Mark, Model } from "./model";
import type { Point } from "./scene";

/** How long nodes take to their new places, in milliseconds. */
const DURATION = 320;
/** Of larger pictures one frame takes too long for a movement to be seen: they are there at once. */
const MOST_NODES = 500;
const MOST_LINES = 3000;
/** A node that is moved by less is not seen to move, in scene units. */
const LEAST = 1;

/** Nodes on their way from where they were to where another scene has them. */
export class Shift {
	readonly marks: readonly Mark[];
	readonly #from = new Map<Mark, Point>();
	readonly #started: number;

	private constructor(before: Model, after: Model, now: number) {
		this.#started = now;
		for (const mark of after.marks) {
			const was = before.byKey.get(mark.node.key);
			if (!was || mark.lifted || Math.hypot(was.x - mark.x, was.y - mark.y) < LEAST) continue;
			this.#from.set(mark, { x: was.x, y: was.y });
		}
		this.marks = [...this.#from.keys()];
	}

	/** Puts the marks of the second model where those of the first are; undefined if there is nothing to move, or too much. */
	static between(before: Model, after: Model, now: number): Shift | undefined {
		if (after.marks.length > MOST_NODES || after.lines.length > MOST_LINES) return undefined;
		const shift = new Shift(before, after, now);
		if (shift.marks.length === 0) return undefined;
		shift.to(now);
		return shift;
	}

	/** Moves the marks to where they are by now; true once they are there. */
	to(now: number): boolean {
		const part = Math.min(1, (now - this.#started) / DURATION);
		const eased = part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2;
		for (const [mark, from] of this.#from) {
			if (mark.lifted) continue;
			const { x, y } = mark.node;
			mark.x = part === 1 ? x : from.x + (x - from.x) * eased;
			mark.y = part === 1 ? y : from.y + (y - from.y) * eased;
		}
		return part === 1;
	}
}
