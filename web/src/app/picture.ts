import type { Picture } from "../picture/Picture";

// The canvas owns the picture; what exports it or moves its camera borrows it here.
let current: Picture | null = null;

export const handOver = (p: Picture | null): void => {
	current = p;
};

/** The picture on the canvas, or null before there is one. */
export const picture = (): Picture | null => current;
