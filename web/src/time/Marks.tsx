import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../ui/time";
import { select } from "../view/store";
import { type Mark, middle } from "./extent";
import type { Stretch } from "./period";

/** The events on the histogram; arrow keys go from one to the next. */
export function Marks({ of, shown }: { of: readonly Mark[]; shown: Stretch }) {
	const { t } = useTranslation();
	const when = useWhen();
	const list = useRef<HTMLDivElement>(null);
	const [current, setCurrent] = useState(0); // the one that Tab reaches
	const [told, setTold] = useState<Mark | null>(null);
	const part = (ms: number): number => (100 * (ms - shown.start)) / (shown.end - shown.start);
	const inside = of
		.filter((m) => middle(m) >= shown.start && middle(m) <= shown.end)
		.sort((a, b) => middle(a) - middle(b));
	if (inside.length === 0) return null;
	const text = (m: Mark): string => `${m.label}, ${when(m.at)}`;
	const reach = Math.min(current, inside.length - 1);
	// Marks may overlap: a pointer means the nearest.
	const nearest = (x: number): Mark | undefined => {
		const marks = [...(list.current?.querySelectorAll(".mark") ?? [])];
		const away = marks.map((mark) => {
			const box = mark.getBoundingClientRect();
			return Math.abs(box.left + box.width / 2 - x);
		});
		return inside[away.indexOf(Math.min(...away))];
	};
	const go = (to: number) => {
		const i = Math.min(Math.max(to, 0), inside.length - 1);
		setCurrent(i);
		list.current?.querySelectorAll<HTMLElement>(".mark")[i]?.focus();
	};
	return (
		<div
			className="marks"
			role="toolbar"
			aria-label={t("time.events")}
			ref={list}
			onKeyDown={(e) => {
				if (e.key === "ArrowRight") go(reach + 1);
				else if (e.key === "ArrowLeft") go(reach - 1);
				else if (e.key === "Home") go(0);
				else if (e.key === "End") go(inside.length - 1);
				else if (e.key === "Escape" && told) setTold(null);
				else return;
				e.preventDefault();
			}}
		>
			{inside.map((m) => (m.start === m.end ? null : <Span key={m.id} of={m} part={part} />))}
			{inside.map((m, i) => (
				<button
					key={m.id}
					type="button"
					className="mark"
					style={{ insetInlineStart: `${part(middle(m))}%` }}
					tabIndex={i === reach ? 0 : -1}
					aria-label={text(m)}
					onClick={(e) => {
						const meant = e.detail > 0 ? (nearest(e.clientX) ?? m) : m;
						select({ kind: "node", key: `event/${meant.id}` });
					}}
					onFocus={() => {
						setCurrent(i);
						setTold(m);
					}}
					onBlur={() => setTold(null)}
					onPointerMove={(e) => setTold(nearest(e.clientX) ?? m)}
					onPointerLeave={() => setTold(null)}
				/>
			))}
			{told && (
				<p
					className="mark-tip"
					aria-hidden="true"
					data-right={part(middle(told)) > 50}
					style={{ insetInlineStart: `${part(middle(told))}%` }}
				>
					{text(told)}
				</p>
			)}
		</div>
	);
}

/** The time that a vague event may have had; it fades where that is open. */
function Span({ of, part }: { of: Mark; part: (ms: number) => number }) {
	const start = of.start === null ? 0 : Math.max(0, part(of.start));
	const end = of.end === null ? 100 : Math.min(100, part(of.end));
	return (
		<div
			className="mark-span"
			data-open-start={of.start === null}
			data-open-end={of.end === null}
			style={{ insetInlineStart: `${start}%`, inlineSize: `${end - start}%` }}
		/>
	);
}
