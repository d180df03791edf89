import type { Point } from "./scene";

export interface Disc {
	key: string;
	radius: number;
	fixed: boolean;
}

const ROUNDS = 80;

/**
 * Pushes overlapping discs apart, changing their places; fixed ones give no way. Pairs are found on a grid.
 * @param upright whether they may move up and down only
 */
export function separated(discs: Disc[], places: Map<string, Point>, upright = false): void {
	const cell = 2 * discs.reduce((most, { radius }) => Math.max(most, radius), 1);
	for (let round = 0; round < ROUNDS; round++) {
		const grid = new Map<string, Disc[]>();
		let moved = false;
		for (const disc of discs) {
			const at = places.get(disc.key);
			if (!at) continue;
			const [column, row] = [Math.floor(at.x / cell), Math.floor(at.y / cell)];
			for (let c = column - 1; c <= column + 1; c++)
				for (let r = row - 1; r <= row + 1; r++)
					for (const other of grid.get(`${c} ${r}`) ?? [])
						if (pushApart(disc, other, places, upright)) moved = true;
			const key = `${column} ${row}`;
			const here = grid.get(key);
			if (here) here.push(disc);
			else grid.set(key, [disc]);
		}
		if (!moved) return;
	}
}

function pushApart(a: Disc, b: Disc, places: Map<string, Point>, upright: boolean): boolean {
	const [p, q] = [places.get(a.key), places.get(b.key)];
	if (!p || !q || (a.fixed && b.fixed)) return false;
	const [dx, dy] = [p.x - q.x, p.y - q.y];
	const wanted = a.radius + b.radius;
	const distance = Math.hypot(dx, dy);
	if (distance >= wanted - 0.01) return false;
	const ours = a.fixed ? 0 : b.fixed ? 1 : 0.5;
	// On one spot there is no direction; the names give one that is the same each time.
	const side = a.key < b.key ? 1 : -1;
	let push: Point;
	if (upright) {
		const way = dy === 0 ? side : Math.sign(dy);
		push = { x: 0, y: way * (Math.sqrt(wanted * wanted - dx * dx) - Math.abs(dy)) };
	} else if (distance === 0) push = { x: side * wanted, y: 0 };
	else push = { x: (dx / distance) * (wanted - distance), y: (dy / distance) * (wanted - distance) };
	places.set(a.key, { x: p.x + push.x * ours, y: p.y + push.y * ours });
	places.set(b.key, { x: q.x - push.x * (1 - ours), y: q.y - push.y * (1 - ours) });
	return true;
}
