import { useTranslation } from "react-i18next";
import { ApiError, type Schemas } from "../api/client";
import { Failure } from "../ui/Failure";

interface Props {
	/** Of a request, or of an import that was under way. */
	error: unknown;
	/** The file that it is about, where the error does not name one. */
	file?: string;
	retry?: () => void;
}

/** Why files were not taken, and the place in them. */
export function Refusal({ error, file, retry }: Props) {
	const { t } = useTranslation();
	const at = placeOf(error);
	const shown = error instanceof Error ? error : new ApiError(400, error as Partial<Schemas["Problem"]>);
	const place = [at.file ?? file, at.line, at.column].filter(Boolean).join(":");
	return (
		<div className="refusal">
			<Failure error={shown} {...(retry ? { retry } : {})} />
			{at.line !== undefined && at.line > 0 && <p>{t("imports.at", { place })}</p>}
		</div>
	);
}

function placeOf(error: unknown): Partial<Schemas["Failure"]> {
	if (error instanceof ApiError) return error.problem as Partial<Schemas["Failure"]>;
	return error instanceof Error ? {} : (error as Schemas["Failure"]);
}
