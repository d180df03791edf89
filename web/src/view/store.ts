import { create } from "zustand";
import { placeInWorker } from "../picture/placing";
import type { Scene, SceneEdge, SceneNode } from "../picture/scene";
import { decode, encode, merge } from "./address";
import { Catalogue, edgeKey, induced, neighborhood, type Part, whole } from "./catalogue";
import * as drawing from "./drawing";
import * as history from "./history";
import {
	blank,
	type Camera,
	type Drawing,
	everything,
	type Filter,
	type Key,
	type Layout,
	type Panel,
	type Selection,
	sameFilter,
	type View,
	type Whole,
} from "./view";

/** What a panel wants to be seen on the canvas for as long as it is open. */
export interface Lens {
	nodes: ReadonlySet<Key>;
	edges: ReadonlySet<string>;
	accents?: ReadonlyMap<Key, string>; // colours
	dim: boolean; // all the rest
}

/** A word to the user that goes away by itself, or an error with a way to try again. */
export interface Notice {
	text: string;
	values?: Record<string, unknown>;
	error?: unknown;
	retry?: () => void;
}

/** The view on the server that this one was opened from, or kept as. */
export interface Kept {
	id: string;
	name: string;
	version: string | number;
}

export interface Model {
	history: history.History<Drawing>;
	panel: Panel;
	panelOpen: boolean;
	help: boolean;
	selection: Selection | null;
	asked: View["asked"];
	camera: Camera | null;
	notes: string;
	kept: Kept | null;

	catalogue: Catalogue;
	heard: number; // moves when the catalogue has heard more
	base?: drawing.Places | undefined; // where the whole graph's layout puts nodes
	revision: number;
	lens: Lens | null;
	busy: number; // questions under way
	pictured: boolean; // the first picture is there; what can wait for it does
	notice: Notice | null;
	fitted: number; // moves when the camera should show all
}

export const useModel = create<Model>(() => fresh(blank));
const { getState: model, setState: set } = useModel;

function fresh(view: View): Model {
	return {
		history: history.begin(view.drawing),
		panel: view.panel,
		panelOpen: true,
		help: false,
		selection: view.selection,
		asked: view.asked,
		camera: view.camera,
		notes: view.notes,
		kept: null,
		catalogue: new Catalogue(),
		heard: 0,
		revision: 0,
		lens: null,
		busy: 0,
		pictured: false,
		notice: null,
		fitted: 0,
	};
}

/** How many neighbours expanding a node brings at most. */
export const neighbours = 30;

export const presentView = (m: Model): View => ({
	drawing: m.history.present,
	panel: m.panel,
	selection: m.selection,
	asked: m.asked,
	camera: m.camera,
	notes: m.notes,
});

// ---- what changes without asking the service

const step = (d: Drawing) => set((m) => ({ history: history.step(m.history, d) }));
const present = () => model().history.present;

export const select = (selection: Selection | null) => set({ selection });
export const openPanel = (panel: Panel) =>
	set((m) => ({ panel, panelOpen: true, lens: m.panel === panel ? m.lens : null }));
export const ask = (panel: Panel, question: unknown) =>
	set((m) => ({ asked: { ...m.asked, [panel]: question } }));
export const setLens = (lens: Lens | null) => set({ lens });
export const setPictured = () => set((m) => (m.pictured ? m : { pictured: true }));
export const setCamera = (camera: Camera) => set({ camera });
export const setNotes = (notes: string) => set({ notes });
export const notify = (notice: Notice | null) => set({ notice });

export const hide = (keys: Iterable<Key>) => step(drawing.hide(present(), keys));
export const showAll = () => step(drawing.showAll(present()));
export const pin = (key: Key) => step(drawing.pin(present(), key));
export const collapse = (key: Key) => step(drawing.collapse(present(), key));
export const drag = (places: drawing.Places) => step(drawing.move(present(), places, true));
export const clear = () => {
	step({ ...blank.drawing, filter: present().filter });
	set({ selection: null, lens: null });
};

export const undo = () => travel(history.undo);
export const redo = () => travel(history.redo);

function travel(by: (h: history.History<Drawing>) => history.History<Drawing>) {
	const before = present();
	set((m) => ({ history: by(m.history) }));
	const { filter, nodes } = present();
	// What was not on the canvas when it was last asked about all of it has lost what joins it.
	if (filter !== before.filter || !model().catalogue.covers(Object.keys(nodes))) void refresh();
}

// ---- what asks the service

const underWay = new Set<AbortController>();

/** Runs work that asks the service; a failure leaves all as it is, and can be tried again. */
async function asking(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
	const controller = new AbortController();
	underWay.add(controller);
	set({ busy: underWay.size, notice: null });
	try {
		await work(controller.signal);
	} catch (error) {
		if (!controller.signal.aborted)
			set({ notice: { text: "notice.failed", error, retry: () => void asking(work) } });
	} finally {
		underWay.delete(controller);
		set({ busy: underWay.size });
	}
}

/** Gives up what the service is being asked. */
export const cancel = () => {
	for (const controller of underWay) controller.abort();
};

function learn(p: Part, asked?: readonly Key[]) {
	model().catalogue.learn(p, asked);
	set((m) => ({ heard: m.heard + 1, revision: p.revision }));
}

/** Has the camera show all. */
const reframe = () => set((m) => ({ fitted: m.fitted + 1 }));

/** Puts nodes into the picture, next to what they have to do with. */
export const bring = (keys: readonly Key[], from?: Key): Promise<void> =>
	asking(async (signal) => {
		const before = present();
		const there = Object.keys(before.nodes);
		const fresh = keys.filter((key) => !before.nodes[key]);
		const p = await induced([...there, ...fresh], before.filter, signal);
		learn(p, [...there, ...fresh]);
		const known = fresh.filter((key) => model().catalogue.nodes.has(key));
		const all = await laidOut(before, known, () => true, signal);
		const places = new Map([...all].filter(([key]) => !before.nodes[key]));
		for (const key of keys) {
			const n = before.nodes[key];
			if (n?.hidden) places.set(key, n);
		}
		step(drawing.add(present(), places, from));
		if (there.length === 0) reframe();
	});

/** Lays out nodes of a drawing: those that are fixed keep their places. */
function laidOut(d: Drawing, fresh: readonly Key[], fixed: (key: Key) => boolean, signal: AbortSignal) {
	const { nodes: facts, edges } = model().catalogue;
	const keys = [...Object.keys(d.nodes), ...fresh];
	const shown = new Set(keys);
	const nodes = keys.map((key) => {
		const n = d.nodes[key];
		const f = facts.get(key);
		const first = f?.first ?? f?.at?.earliest;
		return {
			key,
			kind: f?.kind ?? "person",
			size: f?.contacts ?? 0,
			...(first ? { first: Date.parse(first) } : {}),
			...(f?.group ? { group: f.group } : {}),
			...(n && fixed(key) ? { x: n.x, y: n.y, fixed: true } : {}),
		};
	});
	const joined = [...edges.values()].filter((e) => shown.has(e.from) && shown.has(e.to));
	return placeInWorker(
		{
			nodes,
			edges: joined.map(({ from, to, count }) => ({ from, to, weight: count })),
			layout: d.layout,
			seed: d.seed,
		},
		signal,
	);
}

/** Brings the strongest neighbours of a node, and says how many it left out. */
export const expand = (key: Key): Promise<void> =>
	asking(async (signal) => {
		const p = await neighborhood(key, present().filter, neighbours, signal);
		learn(p);
		await bring(
			p.nodes.map((n) => n.key),
			key,
		);
		const left = p.leftOut.nodes ?? 0;
		const name = model().catalogue.nodes.get(key)?.name ?? key;
		if (left > 0) notify({ text: "notice.leftOut", values: { count: left, name } });
	});

/** Shows the strongest part of the whole graph. */
export const showWhole = (nodes: number, edges: number): Promise<void> =>
	asking(async (signal) => {
		const { filter, layout, seed } = present();
		const w: Whole = { nodes, edges, filter, layout, seed };
		const base = await loadWhole(w, signal);
		const now = present().filter;
		step(drawing.add({ ...blank.drawing, filter: now, layout, seed, whole: w }, base));
		set({ selection: null });
		reframe();
		if (now !== filter) await refresh(); // it was changed meanwhile
	});

async function loadWhole(w: Whole, signal: AbortSignal) {
	const p = await whole(w, signal);
	signal.throwIfAborted();
	const base = new Map<Key, { x: number; y: number }>();
	p.nodes.forEach((n, i) => {
		base.set(n.key, {
			x: drawing.round(p.positions[2 * i] ?? 0),
			y: drawing.round(p.positions[2 * i + 1] ?? 0),
		});
	});
	learn(p);
	set({ base });
	if (p.leftOut.nodes) notify({ text: "notice.wholeLeftOut", values: { count: p.leftOut.nodes } });
	return base;
}

/** Narrows graph and lists. */
export const setFilter = (change: Partial<Filter>): Promise<void> => {
	const d = present();
	step({ ...d, filter: { ...d.filter, ...change } });
	return refresh();
};

/** Asks anew about all nodes, after the filter or the graph has changed. */
export const refresh = (): Promise<void> =>
	asking(async (signal) => {
		const { nodes, filter } = present();
		const keys = Object.keys(nodes);
		const p = await induced(keys, filter, signal);
		if (present().filter !== filter) return; // it has changed again
		const catalogue = new Catalogue();
		for (const n of model().catalogue.nodes.values())
			catalogue.nodes.set(n.key, { ...n, contacts: 0, first: null, last: null });
		set({ catalogue });
		learn(p, keys);
	});

/** Arranges all that is not pinned. */
export const arrange = (layout: Layout): Promise<void> =>
	asking(async (signal) => {
		const d = { ...present(), layout };
		const all = await laidOut(d, [], (key) => d.nodes[key]?.pinned === true, signal);
		// What was done meanwhile stays done, and what was put somewhere stays there.
		const { whole: _, ...now } = present();
		const places = new Map([...all].filter(([key]) => !now.nodes[key]?.pinned));
		step(drawing.move({ ...now, layout }, places, false));
		set({ base: undefined });
		reframe();
	});

// ---- opening and keeping

/** Opens a view: one that was kept, or that an address holds. */
export const open = (view: View, gone: readonly Key[] = [], kept: Kept | null = null): Promise<void> => {
	cancel(); // an answer for the view before must not come into this one
	set((m) => ({ ...fresh(view), kept, pictured: m.pictured, busy: m.busy }));
	return asking(async (signal) => {
		const d = view.drawing;
		if (d.whole) {
			const base = await loadWhole(d.whole, signal);
			set({ history: history.begin(merge({ view, gone }, base).drawing) });
			if (!sameFilter(d.filter, d.whole.filter)) await refresh();
		} else if (Object.keys(d.nodes).length > 0) {
			const keys = Object.keys(d.nodes);
			const p = await induced(keys, d.filter, signal);
			signal.throwIfAborted();
			learn(p, keys);
		}
		if (!view.camera) reframe();
	});
};

/** The first visit: the strongest part of what there is. */
export const begin = (): Promise<void> =>
	open({
		...blank,
		drawing: { ...blank.drawing, whole: { ...firstWhole, filter: everything, layout: "force", seed: 1 } },
	});

const firstWhole = { nodes: 300, edges: 3000 };

/** Opens the view that a fragment of an address holds; false if it holds none. */
export function openAddress(fragment: string): boolean {
	const read = decode(fragment);
	if (read) void open(read.view, read.gone);
	return read !== null;
}

export const addressOf = (m: Model): string => encode(presentView(m), m.base);

// ---- what is on the canvas

/** The scene: a function of the drawing, of what is known, and of the lens. What is dim comes first, and so lies below. */
export function scene(m: Pick<Model, "history" | "catalogue" | "lens">): Scene {
	const { lens, catalogue } = m;
	const dimNodes: SceneNode[] = [];
	const litNodes: SceneNode[] = [];
	const seen = new Set<Key>();
	for (const [key, n] of Object.entries(m.history.present.nodes)) {
		if (n.hidden) continue;
		seen.add(key);
		const f = catalogue.nodes.get(key);
		const accent = lens?.accents?.get(key);
		const dim = lens?.dim === true && !lens.nodes.has(key);
		(dim ? dimNodes : litNodes).push({
			key,
			kind: f?.kind ?? "person",
			label: f?.name ?? "…",
			x: n.x,
			y: n.y,
			size: f?.contacts ?? 0,
			...(n.pinned ? { pinned: true } : {}),
			...(dim ? { dim } : {}),
			...(accent ? { accent } : {}),
		});
	}
	const dimEdges: SceneEdge[] = [];
	const litEdges: SceneEdge[] = [];
	for (const e of catalogue.edges.values()) {
		if (!seen.has(e.from) || !seen.has(e.to)) continue;
		const lit = lens?.edges.has(e.key) === true;
		const dim = lens?.dim === true && !lit;
		(dim ? dimEdges : litEdges).push({
			key: e.key,
			from: e.from,
			to: e.to,
			kind: e.kind,
			weight: e.count,
			...(catalogue.edges.has(edgeKey(e.kind, e.to, e.from)) ? { both: true } : {}),
			...(lit ? { highlight: true } : {}),
			...(dim ? { dim } : {}),
		});
	}
	return { nodes: dimNodes.concat(litNodes), edges: dimEdges.concat(litEdges) };
}
