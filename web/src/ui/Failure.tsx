import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client";
import { useSaid } from "./said/said";
import "./failure.css";

interface Props {
	error: unknown;
	retry?: () => void;
	dismiss?: () => void;
	/** Chooses one of the actors that an ambiguous name may mean. */
	choose?: (id: string) => void;
}

/** Says what went wrong, where it did, and offers to try again. */
export function Failure({ error, retry, dismiss, choose }: Props) {
	const { t } = useTranslation();
	const say = useSaid();
	const known = error instanceof ApiError ? error : null;
	const detail =
		known?.code === "unreachable"
			? t("failure.unreachable")
			: known
				? say({ ...known.problem, text: known.message })
				: error instanceof Error
					? error.message
					: String(error);
	return (
		<div className="failure" role="alert">
			<p>
				<strong>{t(`failure.code.${known?.code ?? "internal"}`, t("failure.code.internal"))}</strong> {detail}
			</p>
			{choose && known?.problem.candidates && (
				<ul className="failure-candidates">
					{known.problem.candidates.map((c) => (
						<li key={c.id}>
							<button type="button" className="link" onClick={() => choose(c.id)}>
								{c.name || c.id}
							</button>
						</li>
					))}
				</ul>
			)}
			<div className="row">
				{retry && (
					<button type="button" className="button" onClick={retry}>
						{t("failure.retry")}
					</button>
				)}
				{dismiss && (
					<button type="button" className="button button-plain" onClick={dismiss}>
						{t("failure.dismiss")}
					</button>
				)}
			</div>
		</div>
	);
}
