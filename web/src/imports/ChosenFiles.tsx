import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";
import { useBytes } from "./bytes";
import type { Chosen } from "./files";

interface Props {
	files: readonly Chosen[];
	mapping: string;
	pick: (name: string) => void;
	remove: (file: Chosen) => void;
}

/** The files chosen, and what each of them is. */
export function ChosenFiles({ files, mapping, pick, remove }: Props) {
	const { t } = useTranslation();
	const bytes = useBytes();
	const several = files.filter((f) => f.kind === "mapping").length > 1;
	return (
		<ul className="files" aria-label={t("imports.files")}>
			{files.map((f) => (
				<li key={f.file.name} className="files-item">
					<div className="files-text">
						<p className="files-name">{f.file.name}</p>
						<p className="quiet">
							{t(`imports.kind.${f.kind}`)} · {bytes(f.file.size)}
						</p>
						{several && f.kind === "mapping" && (
							<label className="files-pick">
								<input
									type="radio"
									name="mapping"
									checked={f.file.name === mapping}
									onChange={() => pick(f.file.name)}
								/>
								{t("imports.useMapping")}
							</label>
						)}
					</div>
					<button
						type="button"
						className="button button-plain"
						onClick={() => remove(f)}
						aria-label={t("imports.remove", { name: f.file.name })}
					>
						<Icon name="close" size={16} />
					</button>
				</li>
			))}
		</ul>
	);
}
