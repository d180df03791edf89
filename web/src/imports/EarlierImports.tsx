import { useTranslation } from "react-i18next";
import type { Import } from "./import";
import { State } from "./State";

interface Props {
	items: readonly Import[];
	shown: string | null;
	open: (id: string) => void;
}

/** The imports that the service still tells of. */
export function EarlierImports({ items, shown, open }: Props) {
	const { t, i18n } = useTranslation();
	const others = items.filter((i) => i.id !== shown);
	if (others.length === 0) return null;
	const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });
	return (
		<section>
			<h3>{t("imports.earlier")}</h3>
			<ul className="earlier">
				{others.map((i) => (
					<li key={i.id}>
						<button type="button" className="earlier-item" onClick={() => open(i.id)}>
							<span className="earlier-name">{i.name}</span>
							<State state={i.state} />
							<span className="quiet earlier-time">{time.format(new Date(i.created))}</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
