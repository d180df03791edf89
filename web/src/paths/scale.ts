/**
 * Viridis by S. van der Walt and N. Smith (2015, CC0), at eleven even steps: its
 * lightness rises evenly, so that it keeps its order without colours too.
 */
const viridis = [
	"#440154",
	"#482576",
	"#414487",
	"#35608d",
	"#2a788e",
	"#21908c",
	"#22a884",
	"#43bf71",
	"#7ad151",
	"#bbdf27",
	"#fde725",
].map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/** The part of the scale that stands out from the ground, by 3:1 or more, in each theme. */
const part = { light: [0, 0.54], dark: [0.34, 1] } as const;

export type Ground = keyof typeof part;

/** The colour of a place from 0, the first, to 1, the last. */
export function shade(place: number, ground: Ground): string {
	const [low, high] = part[ground];
	// The first are those that stand out most.
	const along = ground === "light" ? place : 1 - place;
	const at = (low + Math.min(1, Math.max(0, along)) * (high - low)) * (viridis.length - 1);
	const i = Math.min(viridis.length - 2, Math.floor(at));
	const [a = [], b = []] = [viridis[i], viridis[i + 1]];
	return `#${a
		.map((v, c) => Math.round(v + ((b[c] ?? v) - v) * (at - i)))
		.map((v) => v.toString(16).padStart(2, "0"))
		.join("")}`;
}
