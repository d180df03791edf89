import { useEffect } from "react";
import { NodeCard } from "../explore/NodeCard";
import { partsOf, type Selection } from "../view/view";
import { EventCard } from "./EventCard";
import { MessageCard } from "./MessageCard";
import { PairMessages } from "./PairMessages";
import { TopicCard } from "./TopicCard";
import "./evidence.css";

/** The content of the drawer. */
export function Shown({ selection, ready }: { selection: Selection; ready: () => void }) {
	// biome-ignore lint/correctness/useExhaustiveDependencies: once for each selection
	useEffect(ready, []);
	switch (selection.kind) {
		case "pair":
			return <PairMessages from={selection.from} to={selection.to} />;
		case "message":
			return <MessageCard id={selection.id} />;
		case "node": {
			const { sort, id } = partsOf(selection.key);
			if (sort === "topic") return <TopicCard id={id} />;
			if (sort === "event") return <EventCard id={id} />;
			return <NodeCard id={id} />;
		}
	}
}
