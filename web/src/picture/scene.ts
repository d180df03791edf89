/** What the canvas draws, and what it tells back. Nothing here knows the API or React. */

export type NodeKind = "person" | "organization" | "topic" | "event";
export type EdgeKind = "contact" | "about" | "mentions" | "member" | "relation";

export interface SceneNode {
	key: string;
	kind: NodeKind;
	label: string;
	/** Place in scene units; y grows downwards. A picture at ratio 1 shows about [-1000, 1000]. */
	x: number;
	y: number;
	/** Contacts; the picture maps them to a radius. */
	size: number;
	pinned?: boolean;
	dim?: boolean;
	/** A CSS colour instead of the kind's own, such as an arrival time's. */
	accent?: string;
}

export interface SceneEdge {
	key: string;
	from: string;
	to: string;
	kind: EdgeKind;
	/** A count; the line is thicker by its logarithm. */
	weight: number;
	/** Whether the scene also has an edge the other way. */
	both?: boolean;
	dim?: boolean;
	highlight?: boolean;
}

export interface Scene {
	nodes: SceneNode[];
	edges: SceneEdge[];
}

/** The scene point in the middle of the view; at ratio 1 the view's shorter side shows 2000 scene units, at 0.5 half of that. */
export interface Camera {
	x: number;
	y: number;
	ratio: number;
}

export interface Point {
	x: number;
	y: number;
}

export interface PictureEvents {
	clickNode(key: string, event: MouseEvent): void;
	doubleClickNode(key: string): void;
	clickEdge(key: string): void;
	clickStage(): void;
	/** key is null on the empty canvas; at is in client pixels, where a menu opens. */
	contextMenu(key: string | null, at: Point): void;
	hover(key: string | null): void;
	/** After a drag, in scene units. */
	moved(positions: Map<string, Point>): void;
	/** After it came to rest. */
	camera(camera: Camera): void;
	/** When the sharp picture of so many nodes is on the screen. */
	sharp(nodes: number): void;
}

/** CSS colours. */
export interface Theme {
	background: string;
	label: string;
	nodes: Record<NodeKind, string>;
	edges: Record<EdgeKind, string>;
	dim: string;
	highlight: string;
}
