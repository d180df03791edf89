import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MenuAt } from "../explore/Menu";
import { Picture } from "../picture/Picture";
import { IconButton } from "../ui/IconButton";
import { drag, expand, scene, select, setCamera, setPictured, useModel } from "../view/store";
import { partsOf } from "../view/view";
import { handOver } from "./picture";
import { pictureTheme } from "./pictureTheme";
import { useDark } from "./theme";
import "./canvas.css";

const Menu = lazy(async () => ({ default: (await import("../explore/Menu")).Menu }));
const CanvasTable = lazy(async () => ({ default: (await import("./CanvasTable")).CanvasTable }));

/** The graph, and what lies over it. */
export function Canvas() {
	const { t } = useTranslation();
	const container = useRef<HTMLDivElement>(null);
	const picture = useRef<Picture | null>(null);
	const [menu, setMenu] = useState<MenuAt | null>(null);
	const [table, setTable] = useState(false);
	const dark = useDark();

	const history = useModel((m) => m.history);
	const catalogue = useModel((m) => m.catalogue);
	const heard = useModel((m) => m.heard);
	const lens = useModel((m) => m.lens);
	const selection = useModel((m) => m.selection);
	const fitted = useModel((m) => m.fitted);
	const busy = useModel((m) => m.busy > 0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the catalogue changes in place, and heard tells
	const shown = useMemo(() => scene({ history, catalogue, lens }), [history.present, catalogue, heard, lens]);

	useEffect(() => {
		const p = new Picture(
			container.current as HTMLDivElement,
			{
				clickNode: (key) => select({ kind: "node", key }),
				doubleClickNode: (key) => void expand(key),
				clickEdge: (key) => {
					const [kind, from = "", to = ""] = key.split("|");
					if (kind === "contact") select({ kind: "pair", from: partsOf(from).id, to: partsOf(to).id });
					else select({ kind: "node", key: kind === "about" ? to : from });
				},
				clickStage: () => {
					select(null);
					setMenu(null);
				},
				contextMenu: (key, at) => setMenu({ key, ...at }),
				moved: drag,
				camera: setCamera,
				sharp: (nodes) => {
					performance.mark("picture", { detail: nodes }); // for bench/first.test.ts
					if (nodes > 0) setPictured();
				},
			},
			{ theme: pictureTheme() },
		);
		picture.current = p;
		handOver(p);
		const kept = useModel.getState().camera;
		if (kept) p.setCamera(kept);
		return () => {
			handOver(null);
			p.destroy();
		};
	}, []);
	useEffect(() => picture.current?.show(shown), [shown]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the document
	useEffect(() => picture.current?.setTheme(pictureTheme()), [dark]);
	useEffect(() => {
		const keys =
			selection?.kind === "node"
				? [selection.key]
				: selection?.kind === "pair"
					? [`actor/${selection.from}`, `actor/${selection.to}`]
					: [];
		picture.current?.select(keys);
	}, [selection]);
	const empty = shown.nodes.length === 0;
	useEffect(() => {
		if (empty && !busy && heard > 0) setPictured();
	}, [empty, busy, heard]);
	useEffect(() => {
		if (fitted > 0) picture.current?.fit();
	}, [fitted]);

	return (
		<div className="canvas" data-nodes={shown.nodes.length} data-edges={shown.edges.length} data-busy={busy}>
			<section className="canvas-picture" ref={container} aria-label={t("canvas.picture")} />
			{table && (
				<Suspense>
					<CanvasTable scene={shown} close={() => setTable(false)} />
				</Suspense>
			)}
			<div className="canvas-tools" role="toolbar" aria-label={t("canvas.tools")}>
				<IconButton
					className="canvas-tool"
					icon="plus"
					text={t("canvas.closer")}
					act={() => picture.current?.zoom(1.5)}
				/>
				<IconButton
					className="canvas-tool"
					icon="minus"
					text={t("canvas.farther")}
					act={() => picture.current?.zoom(1 / 1.5)}
				/>
				<IconButton
					className="canvas-tool"
					icon="fit"
					text={t("canvas.fit")}
					act={() => picture.current?.fit()}
				/>
				<IconButton
					className="canvas-tool"
					icon="table"
					text={t("canvas.table")}
					act={() => setTable(!table)}
					pressed={table}
				/>
			</div>
			{menu && (
				<Suspense>
					<Menu at={menu} close={() => setMenu(null)} />
				</Suspense>
			)}
		</div>
	);
}
