import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client";
import { Editor } from "../cypher/Editor";
import { yaml } from "../cypher/languages";
import { listed, type Problem } from "../cypher/place";

interface Props {
	label: string;
	text: string;
	onChange: (text: string) => void;
	onRun: () => void;
	error: unknown;
}

/** The file of a hypothesis or a matrix, with what is wrong at its place. */
export function Source({ label, text, onChange, onRun, error }: Props) {
	const { t } = useTranslation();
	const problems = useMemo(() => mistakes(error), [error]);
	return (
		<div className="source">
			<Editor
				label={label}
				hint={t("hypotheses.hint")}
				value={text}
				onChange={onChange}
				onRun={onRun}
				language={yaml}
				problems={problems}
			/>
		</div>
	);
}

function mistakes(error: unknown): Problem[] {
	if (!(error instanceof ApiError)) return [];
	const all = listed(error.message);
	const { line, column } = error.problem;
	return all.length === 0 && line ? [{ line, column: column ?? 1, message: error.message }] : all;
}
