import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../api/client";
import { ChosenFiles } from "./ChosenFiles";
import { DropZone } from "./DropZone";
import { type Chosen, hindrance, look, meant, missing } from "./files";
import type { Import } from "./import";
import { Refusal } from "./Refusal";

/** Chooses files, names the import and starts it. */
export function NewImport({ started }: { started: (i: Import) => void }) {
	const { t } = useTranslation();
	const [files, setFiles] = useState<Chosen[]>([]);
	const [name, setName] = useState("");
	const [picked, setPicked] = useState("");
	const [error, setError] = useState<unknown>();
	const [sending, setSending] = useState<AbortController | null>(null);
	const start = useRef<HTMLButtonElement>(null);
	const mapping = meant(files, picked);
	const hindered = hindrance(files, mapping);
	const lacking = missing(files, mapping);

	const add = async (more: readonly File[]) => {
		setError(undefined);
		const names = new Set(more.map((f) => f.name));
		const looked = await look(more).catch((e) => {
			setError(e);
			return [];
		});
		// A file of the same name takes the place of the one before.
		setFiles((before) => [...before.filter((f) => !names.has(f.file.name)), ...looked]);
		start.current?.scrollIntoView?.({ block: "nearest" });
	};
	const send = async () => {
		const controller = new AbortController();
		setError(undefined);
		setSending(controller);
		const form = new FormData();
		if (name.trim()) form.set("name", name.trim());
		if (mapping) form.set("mapping", mapping);
		for (const { file } of files) form.append("files", file, file.name);
		try {
			started(await request<Import>("imports", { method: "POST", body: form, signal: controller.signal }));
		} catch (e) {
			if (!controller.signal.aborted) setError(e);
		} finally {
			setSending(null);
		}
	};
	return (
		<form
			className="stack"
			onSubmit={(e) => {
				e.preventDefault();
				if (!hindered && !sending) void send();
			}}
		>
			<DropZone add={(more) => void add(more)} empty={files.length === 0} />
			{files.length > 0 && (
				<>
					<ChosenFiles
						files={files}
						mapping={mapping}
						pick={setPicked}
						remove={(gone) => setFiles(files.filter((f) => f !== gone))}
					/>
					{hindered && (
						<p className="imports-hindrance" role="status">
							{t(`imports.hindrance.${hindered}`)}
						</p>
					)}
					{!hindered && lacking.length > 0 && (
						<p className="imports-hindrance" role="status">
							{t("imports.lacking", { count: lacking.length, names: lacking.join(", ") })}
						</p>
					)}
					<label className="field">
						<span>{t("imports.name")}</span>
						<input
							className="input"
							value={name}
							maxLength={200}
							placeholder={mapping || files[0]?.file.name}
							onChange={(e) => setName(e.target.value)}
						/>
					</label>
				</>
			)}
			{error !== undefined && (
				<Refusal
					error={error}
					file={mapping || (files.length === 1 ? (files[0]?.file.name ?? "") : "")}
					retry={() => void send()}
				/>
			)}
			{files.length > 0 && (
				<div className="row">
					<button
						type="submit"
						ref={start}
						className="button button-main"
						disabled={hindered !== null || sending !== null}
					>
						{t("imports.start")}
					</button>
					{sending && (
						<>
							<span role="status">{t("imports.sending")}</span>
							<button type="button" className="button" onClick={() => sending.abort()}>
								{t("imports.cancel")}
							</button>
						</>
					)}
				</div>
			)}
		</form>
	);
}
