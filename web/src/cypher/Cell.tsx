import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useNumber } from "../ui/time";
import { bring, select } from "../view/store";
import {
	type GraphNode,
	type GraphRelationship,
	idOf,
	isNode,
	isRelationship,
	isWalk,
	keyOfNode,
	kindOf,
	nameOf,
} from "./values";

/** How much of a list is written out. */
const mostItems = 20;

/** A time as the service writes it. */
const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)Z$/;

/** One value of an answer. */
export function Cell({ value: v }: { value: unknown }) {
	const { t } = useTranslation();
	const number = useNumber();
	if (v === null || v === undefined) return <span className="quiet">{t("cypher.null")}</span>;
	if (typeof v === "boolean") return <code>{String(v)}</code>;
	if (typeof v === "number") return Number.isInteger(v) ? number(v) : String(v);
	if (typeof v === "string") {
		const time = instant.exec(v);
		if (!time) return <span className="cell-text">{v}</span>;
		return (
			<time dateTime={v} className="number cell-time">
				{time[1]} {time[2]}
			</time>
		);
	}
	if (isNode(v)) return <Chip node={v} />;
	if (isRelationship(v)) return <Relationship relationship={v} />;
	if (isWalk(v))
		return (
			<span className="cell-walk">
				{v.nodes.map((n, i) => {
					const r = v.relationships[i];
					return (
						// biome-ignore lint/suspicious/noArrayIndexKey: a walk may come by twice, and does not move
						<Fragment key={i}>
							<Chip node={n} />
							{r && (
								<span className="quiet">
									{r.start === n.id ? "" : "←"} {r.type} {r.start === n.id ? "→" : ""}
								</span>
							)}
						</Fragment>
					);
				})}
			</span>
		);
	if (Array.isArray(v))
		return (
			<span className="cell-list">
				{v.slice(0, mostItems).map((item, i) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: items have no name, and do not move
					<Fragment key={i}>
						{i > 0 && <span className="quiet">, </span>}
						<Cell value={item} />
					</Fragment>
				))}
				{v.length > mostItems && (
					<span className="quiet"> {t("cypher.items", { count: v.length - mostItems })}</span>
				)}
			</span>
		);
	return (
		<span className="cell-map">
			{Object.entries(v).map(([name, item]) => (
				<span key={name}>
					<span className="quiet">{name}: </span>
					<Cell value={item} />
				</span>
			))}
		</span>
	);
}

function Relationship({ relationship: { type, properties } }: { relationship: GraphRelationship }) {
	const told = Object.entries(properties).map(
		([name, v]) => `${name}: ${Array.isArray(v) ? v.join(", ") : v}`,
	);
	return (
		<span className="cell-relationship" title={told.join("\n")}>
			{type}
		</span>
	);
}

/** A node: it opens in the drawer, and comes to the canvas if that draws its kind. */
function Chip({ node }: { node: GraphNode }) {
	const key = keyOfNode(node);
	const kind = kindOf(node);
	const text = (
		<>
			<span className={`kind kind-${kind}`} aria-hidden="true" />
			<span className="cell-name">{nameOf(node)}</span>
		</>
	);
	const open = key
		? () => {
				void bring([key]);
				select({ kind: "node", key });
			}
		: kind === "message"
			? () => select({ kind: "message", id: idOf(node) })
			: undefined;
	if (!open)
		return (
			<span className="cell-chip" title={nameOf(node)}>
				{text}
			</span>
		);
	return (
		<button type="button" className="cell-chip cell-open" onClick={open} title={nameOf(node)}>
			{text}
		</button>
	);
}
