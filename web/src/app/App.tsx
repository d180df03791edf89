import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "../evidence/Drawer";
import { ExplorePanel } from "../explore/ExplorePanel";
import { Search } from "../search/Search";
import { Failure } from "../ui/Failure";
import { Waiting } from "../ui/Waiting";
import { openPanel, useModel } from "../view/store";
import type { Panel } from "../view/view";
import { Boundary } from "./Boundary";
import { Canvas } from "./Canvas";
import { Comfort } from "./Comfort";
import { useKeyboard } from "./keyboard";
import { Notices } from "./Notices";
import { Rail } from "./Rail";
import { Undo } from "./Undo";

// Each panel but the first loads when it is opened.
const lazyPanels: Record<Exclude<Panel, "explore">, React.ComponentType> = {
	paths: lazy(async () => ({ default: (await import("../paths/PathsPanel")).PathsPanel })),
	reach: lazy(async () => ({ default: (await import("../paths/ReachPanel")).ReachPanel })),
	timeline: lazy(async () => ({ default: (await import("../time/TimelinePanel")).TimelinePanel })),
	cypher: lazy(async () => ({ default: (await import("../cypher/CypherPanel")).CypherPanel })),
	hypotheses: lazy(async () => ({
		default: (await import("../hypotheses/HypothesesPanel")).HypothesesPanel,
	})),
	imports: lazy(async () => ({ default: (await import("../imports/ImportsPanel")).ImportsPanel })),
	share: lazy(async () => ({ default: (await import("../share/SharePanel")).SharePanel })),
};

const Histogram = lazy(async () => ({ default: (await import("../time/Histogram")).Histogram }));

/** Panels that need room for tables. */
const wide: readonly Panel[] = ["cypher", "hypotheses"];

export function App() {
	const { t } = useTranslation();
	const panel = useModel((m) => m.panel);
	const open = useModel((m) => m.panelOpen);
	const pictured = useModel((m) => m.pictured);
	useKeyboard();
	useEffect(() => {
		document.title = `${t(`panel.${panel}`)} · Backchannel`;
	}, [panel, t]);
	const Chosen = panel === "explore" ? ExplorePanel : lazyPanels[panel];
	return (
		<div className="shell" data-panel-open={open} data-wide={open && wide.includes(panel)}>
			<header className="top">
				<h1 className="top-name">Backchannel</h1>
				<Search />
				<div className="top-space" />
				<Undo />
				<Comfort />
			</header>
			<Rail />
			<section
				className="panel"
				id="panel"
				role="tabpanel"
				aria-labelledby={`tab-${panel}`}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard
				tabIndex={0}
			>
				<Boundary key={panel} fallback={(error, retry) => <Failure error={error} retry={retry} />}>
					<Suspense fallback={<Waiting />}>
						<Chosen />
					</Suspense>
				</Boundary>
			</section>
			<main className="stage" aria-label={t("app.stage")}>
				<Boundary fallback={(error, retry) => <Failure error={error} retry={retry} />}>
					<Canvas />
				</Boundary>
				<Boundary fallback={(error, retry) => <Failure error={error} retry={retry} />}>
					<Suspense fallback={<div className="time" />}>
						{pictured ? <Histogram /> : <div className="time" />}
					</Suspense>
				</Boundary>
				<Boundary fallback={(error, retry) => <Failure error={error} retry={retry} />}>
					<Drawer />
				</Boundary>
				<Notices />
			</main>
		</div>
	);
}

export const togglePanel = (panel: Panel) => {
	const m = useModel.getState();
	if (m.panel === panel) useModel.setState({ panelOpen: !m.panelOpen });
	else {
		openPanel(panel);
	}
};
