import { useTranslation } from "react-i18next";
import { ActorField } from "../search/ActorField";
import type { Travel } from "./question";

interface Props {
	value: Travel;
	onChange: (change: Travel) => void;
	/** Whether the times of hops count, and so how long word rests. */
	timed: boolean;
	children?: React.ReactNode;
}

/** The longest path that the service looks for, in hops. */
const mostHops = 64;

/** How word may travel: asked for seldom, and folded away until then. */
export function TravelFields({ value, onChange, timed, children }: Props) {
	const { t } = useTranslation();
	const set = (change: { [K in keyof Travel]: Travel[K] | undefined }) => {
		const next = { ...value, ...change };
		for (const [name, v] of Object.entries(next)) if (!v) delete next[name as keyof Travel];
		onChange(next as Travel);
	};
	return (
		<details className="travel" open={Object.keys(value).length > 0 || undefined}>
			<summary>{t("paths.more")}</summary>
			<div className="travel-fields">
				<label className="field">
					<span>{t("paths.maxHops")}</span>
					<input
						className="input"
						type="number"
						min={1}
						max={mostHops}
						value={value.max_hops ?? ""}
						onChange={(e) => set({ max_hops: Math.min(mostHops, Math.max(0, e.target.valueAsNumber || 0)) })}
					/>
				</label>
				{children}
				{timed && (
					<>
						<label className="field">
							<span>{t("paths.minWait")}</span>
							<input
								className="input"
								placeholder="15m"
								value={value.min_wait ?? ""}
								onChange={(e) => set({ min_wait: e.target.value })}
							/>
						</label>
						<label className="field">
							<span>{t("paths.maxWait")}</span>
							<input
								className="input"
								placeholder="2d"
								value={value.max_wait ?? ""}
								onChange={(e) => set({ max_wait: e.target.value })}
							/>
						</label>
						<p className="travel-wide quiet">{t("paths.waitHint")}</p>
						<label className="travel-wide travel-check">
							<input
								type="checkbox"
								checked={value.certain ?? false}
								onChange={(e) => set({ certain: e.target.checked })}
							/>
							{t("paths.certainOnly")}
						</label>
					</>
				)}
				<div className="travel-wide">
					<ActorField
						label={t("paths.avoid")}
						value={value.avoid ?? []}
						onChange={(avoid) => set({ avoid: avoid.length ? avoid : undefined })}
					/>
				</div>
			</div>
		</details>
	);
}
