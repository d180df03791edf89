import { Picture } from "../src/picture/Picture";
import type { Point, Scene, SceneEdge, SceneNode } from "../src/picture/scene";
import { themes } from "./themes";

/** What the service sends for a large picture: nodes, edges, and two numbers of position for each node. */
interface Sent {
	nodes: Omit<SceneNode, "x" | "y">[];
	edges: SceneEdge[];
	positions: number[];
}

interface Bench {
	picture: Picture;
	scene: Scene;
	/** When the whole first picture stood, in milliseconds since the page was asked for. */
	first?: number;
	/** Begins again with a new canvas at the same camera; with the last drag's places, if asked. */
	remake(dragged: boolean): void;
	/** Starts to note frames; the last note ends it. */
	watch(): void;
	/** Frames in motion and from the last input until the picture was sharp, in milliseconds, and how long that was. */
	watched(): Promise<{ frames: number[]; resting: number[]; sharpAfter: number }>;
	events: string[];
	moved?: Map<string, Point>;
}

declare global {
	interface Window {
		bench: Bench;
	}
}

const search = new URLSearchParams(location.search);
const theme = themes[search.get("theme") === "dark" ? "dark" : "light"];
const container = document.querySelector("#picture") as HTMLElement;
const events: string[] = [];
function newPicture(): Picture {
	return new Picture(
		container,
		{
			clickNode: (key) => events.push(`node ${key}`),
			clickEdge: (key) => events.push(`edge ${key}`),
			clickStage: () => events.push("stage"),
			moved: (positions) => {
				window.bench.moved = positions;
			},
		},
		{ theme },
	);
}
const picture = newPicture();

const answer = await fetch(`./graph.json?${search}`);
const { nodes, edges, positions } = (await answer.json()) as Sent;
const scene: Scene = {
	nodes: nodes.map((node, i) => ({ ...node, x: positions[2 * i] ?? 0, y: positions[2 * i + 1] ?? 0 })),
	edges,
};

let noted: { began: number; took: number }[] = [];
let lastInput = 0;
let lastFrame = 0;
let watching = false;
let rested: ((sharpAfter: number) => void) | undefined;
for (const type of ["pointermove", "pointerup", "wheel"])
	window.addEventListener(type, () => (lastInput = performance.now()), { capture: true, passive: true });

function frame(now: number) {
	if (watching) {
		if (lastFrame) noted.push({ began: lastFrame, took: now - lastFrame });
		lastFrame = now;
		requestAnimationFrame(frame);
	}
	if (rested && window.bench.picture.settled) {
		rested(performance.now() - lastInput);
		rested = undefined;
		watching = false;
	}
}

window.bench = {
	picture,
	scene,
	events,
	remake(dragged) {
		const { moved } = window.bench;
		const camera = window.bench.picture.camera();
		window.bench.picture.destroy();
		window.bench.picture = newPicture();
		window.bench.picture.setCamera(camera);
		const nodes = scene.nodes.map((node) => ({ ...node, ...(dragged ? moved?.get(node.key) : {}) }));
		window.bench.picture.show({ nodes, edges });
	},
	watch() {
		noted = [];
		lastFrame = 0;
		watching = true;
		requestAnimationFrame(frame);
	},
	async watched() {
		const sharpAfter = await new Promise<number>((resolve) => (rested = resolve));
		const [frames, resting] = [true, false].map((moving) =>
			noted.filter(({ began }) => began < lastInput === moving).map(({ took }) => took),
		) as [number[], number[]];
		return { frames, resting, sharpAfter };
	},
};

picture.show(scene);
picture.fit();
requestAnimationFrame(function look() {
	if (picture.settled) window.bench.first = performance.now();
	else requestAnimationFrame(look);
});
