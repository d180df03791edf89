import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import { useModel } from "../view/store";
import { panels } from "../view/view";
import { togglePanel } from "./App";

/** The tabs that choose a panel; arrow keys go from one to the next. */
export function Rail() {
	const { t } = useTranslation();
	const panel = useModel((m) => m.panel);
	const list = useRef<HTMLDivElement>(null);
	const go = (by: number) => {
		const next = panels[(panels.indexOf(panel) + by + panels.length) % panels.length];
		if (next) {
			togglePanel(next);
			list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
		}
	};
	return (
		<nav className="rail" aria-label={t("app.panels")}>
			<div
				role="tablist"
				ref={list}
				className="rail-list"
				aria-label={t("app.panels")}
				aria-orientation="vertical"
				onKeyDown={(e) => {
					if (e.key === "ArrowDown" || e.key === "ArrowRight") go(1);
					else if (e.key === "ArrowUp" || e.key === "ArrowLeft") go(-1);
					else return;
					e.preventDefault();
				}}
			>
				{panels.map((p) => (
					<button
						key={p}
						type="button"
						role="tab"
						id={`tab-${p}`}
						className="rail-tab"
						aria-selected={p === panel}
						aria-controls="panel"
						tabIndex={p === panel ? 0 : -1}
						onClick={() => togglePanel(p)}
					>
						<Icon name={p} />
						{t(`panel.${p}`)}
					</button>
				))}
			</div>
		</nav>
	);
}
