import { useRef, useState } from "react";
import type { Stretch } from "./period";

interface Props {
	shown: Stretch;
	/** The period of the filter, or null for all time. */
	chosen: Stretch | null;
	choose: (brushed: Stretch) => void;
	/** Says what is at a time, under the pointer. */
	say: (at: number) => string;
}

/** How far a pointer must go to brush, in pixels. */
const least = 4;

/** Lets a period be drawn over the histogram. The date fields do the same by keyboard. */
export function Brush({ shown, chosen, choose, say }: Props) {
	const area = useRef<HTMLDivElement>(null);
	const [from, setFrom] = useState<number | null>(null); // where the pointer went down, from 0 to 1
	const [at, setAt] = useState<number | null>(null);
	const length = shown.end - shown.start;
	const share = (e: React.PointerEvent): number => {
		const box = (area.current as HTMLDivElement).getBoundingClientRect();
		return Math.min(1, Math.max(0, (e.clientX - box.left) / box.width));
	};
	const part = (ms: number): number => Math.min(1, Math.max(0, (ms - shown.start) / length));
	const time = (p: number): number => shown.start + p * length;
	const far = (a: number, b: number): boolean => Math.abs(a - b) * (area.current?.clientWidth ?? 0) >= least;
	const drawn = from !== null && at !== null ? { a: Math.min(from, at), b: Math.max(from, at) } : null;
	const kept = chosen && { a: part(chosen.start), b: part(chosen.end) };
	const box = drawn ?? kept;
	return (
		<div
			className="brush"
			ref={area}
			onPointerDown={(e) => {
				if (e.button !== 0) return;
				e.currentTarget.setPointerCapture(e.pointerId);
				setFrom(share(e));
				setAt(share(e));
			}}
			onPointerMove={(e) => setAt(share(e))}
			onPointerLeave={() => from === null && setAt(null)}
			onPointerCancel={() => {
				setFrom(null);
				setAt(null);
			}}
			onPointerUp={(e) => {
				const to = share(e);
				if (from !== null && far(from, to))
					choose({ start: time(Math.min(from, to)), end: time(Math.max(from, to)) });
				setFrom(null);
			}}
		>
			{box && (
				<>
					<div className="brush-out" style={{ insetInlineStart: 0, inlineSize: `${100 * box.a}%` }} />
					<div
						className="brush-in"
						style={{ insetInlineStart: `${100 * box.a}%`, inlineSize: `${100 * (box.b - box.a)}%` }}
					/>
					<div className="brush-out" style={{ insetInlineEnd: 0, inlineSize: `${100 * (1 - box.b)}%` }} />
				</>
			)}
			{at !== null && (
				<div className="brush-said number" data-right={at > 0.5}>
					{say(time(at))}
				</div>
			)}
		</div>
	);
}
