import { MenuItem, MenuProvider, Menu as Popup } from "@ariakit/react/menu";
import { useTranslation } from "react-i18next";
import { picture } from "../app/picture";
import { ask, collapse, expand, hide, openPanel, pin, select, showAll, useModel } from "../view/store";
import { type Key, partsOf } from "../view/view";
import "./explore.css";

export interface MenuAt {
	key: Key | null;
	x: number;
	y: number;
}

/** What can be done with a node, or with the canvas. */
export function Menu({ at, close }: { at: MenuAt; close: () => void }) {
	const { t } = useTranslation();
	const drawing = useModel((m) => m.history.present);
	const { key } = at;
	const items = key ? nodeItems(key) : stageItems();
	return (
		<MenuProvider open setOpen={(open) => !open && close()}>
			<Popup
				className="menu"
				aria-label={t("menu.label")}
				getAnchorRect={() => ({ x: at.x, y: at.y, width: 0, height: 0 })}
				portal
				autoFocusOnShow
			>
				{items.map(([text, act]) => (
					<MenuItem key={text} className="menu-item" onClick={act}>
						{t(text)}
					</MenuItem>
				))}
			</Popup>
		</MenuProvider>
	);

	function nodeItems(key: Key): [string, () => void][] {
		const { sort, id } = partsOf(key);
		const question = (panel: "paths" | "reach", q: object) => () => {
			ask(panel, q);
			openPanel(panel);
		};
		return [
			["menu.card", () => select({ kind: "node", key })],
			["menu.expand", () => void expand(key)],
			...(drawing.expanded.includes(key)
				? ([["menu.collapse", () => collapse(key)]] as [string, () => void][])
				: []),
			[drawing.nodes[key]?.pinned ? "menu.unpin" : "menu.pin", () => pin(key)],
			["menu.hide", () => hide([key])],
			...(sort === "actor"
				? ([
						["menu.pathsFrom", question("paths", { from: [id] })],
						["menu.reach", question("reach", { from: [id] })],
					] as [string, () => void][])
				: []),
		];
	}

	function stageItems(): [string, () => void][] {
		return [
			["canvas.fit", () => picture()?.fit()],
			["menu.showAll", showAll],
		];
	}
}
