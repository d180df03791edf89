import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/Icon";

/** Takes files that are dropped anywhere on the page, or chosen by its button. */
export function DropZone({ add, empty }: { add: (files: File[]) => void; empty: boolean }) {
	const { t } = useTranslation();
	const input = useRef<HTMLInputElement>(null);
	const [over, setOver] = useState(false);
	const take = useRef(add);
	take.current = add;
	useEffect(() => {
		// Where nothing takes a file that is dropped, the browser would leave the page for it.
		const drag = (e: DragEvent) => {
			e.preventDefault();
			setOver(e.type === "dragover");
		};
		const drop = (e: DragEvent) => {
			drag(e);
			const files = [...(e.dataTransfer?.files ?? [])];
			if (files.length > 0) take.current(files);
		};
		const off = new AbortController();
		addEventListener("dragover", drag, off);
		addEventListener("dragleave", drag, off);
		addEventListener("drop", drop, off);
		return () => off.abort();
	}, []);
	return (
		<div className="drop" data-over={over}>
			<Icon name="imports" size={empty ? 32 : 20} />
			<p>{t(empty ? "imports.drop" : "imports.dropMore")}</p>
			<button type="button" className="button" onClick={() => input.current?.click()}>
				{t("imports.choose")}
			</button>
			<input
				ref={input}
				type="file"
				multiple
				hidden
				aria-label={t("imports.choose")}
				onChange={(e) => {
					add([...(e.target.files ?? [])]);
					e.target.value = ""; // so that the same file can be chosen again
				}}
			/>
			{empty && <p className="quiet drop-hint">{t("imports.hint")}</p>}
		</div>
	);
}
