import type { ReactNode } from "react";

/** The heading of what the drawer shows; the focus comes here. */
export function Heading({ kind, mark, children }: { kind: string; mark?: string; children: ReactNode }) {
	return (
		<div className="heading">
			<p className="label heading-kind">
				{mark && <span className={`kind kind-${mark}`} aria-hidden="true" />}
				{kind}
			</p>
			<h2 tabIndex={-1} className="heading-name">
				{children}
			</h2>
		</div>
	);
}
