import { type Curve, lineCurve } from "./curve";
import { FEW_NODES, LABEL_SIZE, LabelRoom, NAMED_FROM, shortened } from "./labels";
import { type Mark, modelOf, type Stroke } from "./model";
import { linesInView, opacityOf, pinOf } from "./paint";
import { fitting, Projection } from "./projection";
import type { Camera, Point, Scene, Theme } from "./scene";
import { corners } from "./shapes";

export interface SvgOptions {
	width: number;
	height: number;
	/** What to show; all of the scene without it. */
	camera?: Camera;
	/** What the picture is of, for readers who cannot see it. */
	title?: string;
	/** Comma-separated families, as in CSS. */
	fontFamily?: string;
}

/** The scene as a standalone SVG of vectors and text, looking as on the screen. */
export function svg(
	scene: Scene,
	theme: Theme,
	{ width, height, camera, title, fontFamily }: SvgOptions,
): string {
	const view = { width, height };
	const projection = new Projection(camera ?? fitting(scene.nodes, view, { x: 100, y: 60 }), view);
	const { marks, lines } = modelOf(scene, theme);
	const visible = linesInView(lines, projection);
	const opacity = opacityOf(visible.length);
	const out = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
	];
	if (title) out.push(`<title>${escaped(title)}</title>`);
	out.push(`<rect width="100%" height="100%" fill="${escaped(theme.background)}"/>`);

	out.push(`<g fill="none" stroke-linecap="butt">`);
	for (const line of visible) {
		const curve = lineCurve(line, projection, line.edge.both ?? false);
		out.push(
			edge(
				curve,
				line.stroke,
				opacity,
				`${line.from.node.label} → ${line.to.node.label}: ${line.edge.weight}`,
			),
		);
	}
	out.push("</g>");

	const seen = marks.filter((mark) => inView(mark, projection));
	out.push(
		`<g stroke="${escaped(theme.background)}" stroke-width="1" stroke-linejoin="round" paint-order="stroke">`,
	);
	for (const mark of seen) out.push(shape(mark, projection));
	out.push("</g>");

	const pins = seen.filter((mark) => mark.node.pinned);
	if (pins.length > 0) {
		const colour = escaped(theme.label);
		out.push(`<g fill="${colour}" stroke="${colour}" stroke-width="1.8" stroke-linecap="round">`);
		for (const mark of pins) {
			const { point, head, radius } = pinOf(mark, projection);
			const disc = `<circle cx="${px(head.x)}" cy="${px(head.y)}" r="${radius}" stroke="none"/>`;
			out.push(`<path d="M${pair(point)}L${pair(head)}"/>${disc}`);
		}
		out.push("</g>");
	}

	out.push(
		`<g font-family="${escaped(fontFamily ?? "system-ui, sans-serif")}" font-size="${LABEL_SIZE}" text-anchor="middle" stroke="${escaped(theme.background)}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">`,
	);
	const room = new LabelRoom();
	if (marks.length <= FEW_NODES)
		for (const { x, y, radius } of seen)
			room.avoid({ x: projection.x(x), y: projection.y(y) }, radius * projection.magnification);
	for (const mark of [...seen].sort((a, b) => b.radius - a.radius)) {
		if (marks.length > FEW_NODES && mark.radius * projection.magnification < NAMED_FROM) break;
		const text = shortened(mark.node.label);
		const radius = mark.radius * projection.magnification;
		const middle = { x: projection.x(mark.x), y: projection.y(mark.y) };
		const at = text && room.placeFor(middle, radius, text.length * LABEL_SIZE * 0.55);
		if (!at) continue;
		const colour = mark.node.dim ? theme.dim : theme.label;
		out.push(
			`<text x="${px(at.x)}" y="${px(at.y + LABEL_SIZE * 0.8)}" fill="${escaped(colour)}">${escaped(text)}</text>`,
		);
	}
	out.push("</g>", "</svg>");
	return out.join("\n");
}

function edge({ start, bend, end, head }: Curve, stroke: Stroke, opacity: number, title: string): string {
	const way = bend ? `Q${pair(bend)} ${pair(end)}` : `L${pair(end)}`;
	const colour = escaped(stroke.colour);
	const seen = stroke.highlight ? 1 : stroke.dim ? opacity * 0.6 : opacity;
	const dash = stroke.dash.length > 0 ? ` stroke-dasharray="${stroke.dash.join(" ")}"` : "";
	const line = `<path d="M${pair(start)}${way}" stroke="${colour}" stroke-width="${stroke.width}"${dash}/>`;
	const tip = head ? `<path d="M${head.map(pair).join("L")}Z" fill="${colour}"/>` : "";
	return `<g opacity="${px(seen)}"><title>${escaped(title)}</title>${line}${tip}</g>`;
}

function shape(mark: Mark, projection: Projection): string {
	const middle = { x: projection.x(mark.x), y: projection.y(mark.y) };
	const radius = mark.radius * projection.magnification;
	const title = `<title>${escaped(mark.node.label)}</title>`;
	const fill = escaped(mark.colour);
	const path = corners(mark.node.kind, middle, radius);
	if (!path)
		return `<circle cx="${px(middle.x)}" cy="${px(middle.y)}" r="${px(radius)}" fill="${fill}">${title}</circle>`;
	return `<path d="M${path.map(pair).join("L")}Z" fill="${fill}">${title}</path>`;
}

function inView(mark: Mark, projection: Projection): boolean {
	const [x, y, r] = [projection.x(mark.x), projection.y(mark.y), mark.radius * 3];
	return x > -r && y > -r && x < projection.width + r && y < projection.height + r;
}

function px(value: number): string {
	return String(Math.round(value * 100) / 100);
}

function pair({ x, y }: Point): string {
	return `${px(x)} ${px(y)}`;
}

const ENTITIES: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&apos;",
};

/** Text and attribute values made safe; characters that XML has no place for are dropped. */
export function escaped(text: string): string {
	return Array.from(text.toWellFormed(), (character) =>
		allowed(character.codePointAt(0) ?? 0) ? (ENTITIES[character] ?? character) : "",
	).join("");
}

/** XML 1.0, production 2. */
function allowed(code: number): boolean {
	return code === 9 || code === 10 || code === 13 || (code >= 32 && code !== 0xfffe && code !== 0xffff);
}
