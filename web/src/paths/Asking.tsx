import { useTranslation } from "react-i18next";
import type { Asked } from "../api/useAsk";
import { Failure } from "../ui/Failure";
import { Waiting } from "../ui/Waiting";

interface Props {
	asked: Asked<unknown>;
	cancelled: boolean;
	cancel: () => void;
	again: () => void;
	/** Chooses one of several that a name may mean; it gets the error that quotes the name. */
	choose: (id: string, error: string) => void;
}

/** A question that is not answered: it is under way, was given up, or failed. */
export function Asking({ asked: { loading, error, retry }, cancelled, cancel, again, choose }: Props) {
	const { t } = useTranslation();
	return (
		<>
			{loading && (
				<div className="row asking">
					<Waiting />
					<button type="button" className="button" onClick={cancel}>
						{t("paths.cancel")}
					</button>
				</div>
			)}
			{cancelled && (
				<p className="row" role="status">
					{t("paths.cancelled")}
					<button type="button" className="button" onClick={again}>
						{t("paths.again")}
					</button>
				</p>
			)}
			{error !== undefined && (
				<Failure
					error={error}
					retry={retry}
					choose={(id) => choose(id, error instanceof Error ? error.message : "")}
				/>
			)}
		</>
	);
}
