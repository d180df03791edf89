import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { get, type Schemas } from "../api/client";
import { useAsk } from "../api/useAsk";
import { useName } from "../evidence/useName";
import { useWhen } from "../ui/time";
import { select } from "../view/store";
import { figure } from "./figures";

interface Props {
	evidence: Schemas["HypothesisEvidence"];
	messages?: readonly Schemas["StoredMessage"][] | undefined;
	sources?: readonly Schemas["Source"][] | undefined;
}

/** The messages behind an observation, each with where it is read. */
export function Evidence({ evidence, messages, sources }: Props) {
	const { t, i18n } = useTranslation();
	const when = useWhen();
	const texts = useMemo(
		() => new Map((messages ?? []).map((m) => [m.id, m.subject || m.summary || m.id])),
		[messages],
	);
	const titles = useMemo(
		() => new Map((sources ?? []).map((s) => [s.id, s.publisher || s.title || s.id])),
		[sources],
	);
	const { items, total } = evidence;
	if (items.length === 0) return null;
	return (
		<section className="evidence stack" aria-label={t("hypotheses.evidence")}>
			<h3>
				{t("hypotheses.evidence")}{" "}
				<span className="quiet evidence-shown">
					{t("hypotheses.shown", { shown: items.length, total: figure(total, i18n.language) })}
				</span>
			</h3>
			<ol className="evidence-list">
				{items.map((proof, i) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: proofs have no name, and do not move
					<li key={i} className="evidence-proof">
						{proof.contacts.map((c) => (
							<div key={`${c.message_id} ${c.from.id} ${c.to?.id}`} className="evidence-contact">
								<button
									type="button"
									className="link"
									onClick={() => select({ kind: "message", id: c.message_id })}
								>
									{texts.get(c.message_id) ?? <Title id={c.message_id} />}
								</button>
								<span>
									<Name of={c.from} />
									{c.to && (
										<>
											{" → "}
											<Name of={c.to} />
										</>
									)}
									{c.role && c.role !== "to" && ` (${c.role})`}
									<span className="quiet">, {when(c.at)}</span>
								</span>
								<span className="quiet">
									{c.citations
										.map((cite) =>
											t(`hypotheses.cite.${cite.modality}`, {
												source: titles.get(cite.source_id) ?? cite.source_id,
												paragraph: cite.paragraph,
											}),
										)
										.join("; ")}
								</span>
							</div>
						))}
						{proof.seconds !== undefined && (
							<span className="evidence-after quiet number">
								{t("hypotheses.after", { minutes: figure(proof.seconds / 60, i18n.language) })}
							</span>
						)}
					</li>
				))}
			</ol>
		</section>
	);
}

/** An actor's name; a contact that no index holds comes with the id alone. */
const Name = ({ of }: { of: Schemas["ActorRef"] }) => (of.name !== of.id ? of.name : <Found id={of.id} />);

const Found = ({ id }: { id: string }) => useName(id).name;

/** What a message is called, of which the result knows the id alone. */
function Title({ id }: { id: string }) {
	const { t } = useTranslation();
	const { data } = useAsk(`title ${id}`, (signal) =>
		get<Schemas["MessageAnswer"]>(`messages/${encodeURIComponent(id)}`, {}, signal),
	);
	return data?.subject || data?.summary || t("hypotheses.message", { id });
}
