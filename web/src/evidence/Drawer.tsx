import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import { Waiting } from "../ui/Waiting";
import { select, useModel } from "../view/store";
import { follow, type Trail } from "./trail";
import "./drawer.css";

const Shown = lazy(async () => ({ default: (await import("./Shown")).Shown }));

/** What is selected, with its evidence: a node's card, the messages between two, or a message. */
export function Drawer() {
	const { t } = useTranslation();
	const selection = useModel((m) => m.selection);
	const [trail, setTrail] = useState<Trail>({ now: null, before: [] });
	if (trail.now !== selection) setTrail(follow(trail, selection));
	const aside = useRef<HTMLElement>(null);
	const focus = useFocus(aside, selection);
	if (!selection) return null;
	const back = trail.before.at(-1);
	return (
		<aside className="drawer" aria-label={t("drawer.label")} ref={aside}>
			<div className="drawer-top">
				{back && (
					<button type="button" className="button button-plain" onClick={() => select(back)}>
						<Icon name="back" size={18} />
						{t("drawer.back")}
					</button>
				)}
				<button
					type="button"
					className="button button-plain drawer-close"
					onClick={() => select(null)}
					aria-label={t("drawer.close")}
					title={t("drawer.close")}
				>
					<Icon name="close" size={18} />
				</button>
			</div>
			<Suspense fallback={<Waiting />}>
				<Shown key={JSON.stringify(selection)} selection={selection} ready={focus} />
			</Suspense>
		</aside>
	);
}

/**
 * Moves the focus to the heading of what is shown next, if it was asked for by
 * keyboard or from within the drawer; the canvas and the lists keep theirs.
 */
function useFocus(aside: React.RefObject<HTMLElement | null>, selection: unknown): () => void {
	const byKeyboard = useRef(false);
	const wanted = useRef(false);
	const before = useRef<unknown>(null);
	useEffect(() => {
		const key = () => {
			byKeyboard.current = true;
			wanted.current = false; // who types on is elsewhere already
		};
		const pointer = () => {
			byKeyboard.current = false;
		};
		addEventListener("keydown", key, true);
		addEventListener("pointerdown", pointer, true);
		return () => {
			removeEventListener("keydown", key, true);
			removeEventListener("pointerdown", pointer, true);
		};
	}, []);
	if (before.current !== selection) {
		before.current = selection;
		wanted.current = byKeyboard.current || aside.current?.contains(document.activeElement) === true;
	}
	return () => {
		if (!wanted.current) return;
		wanted.current = false;
		aside.current?.querySelector<HTMLElement>("h2")?.focus();
	};
}
