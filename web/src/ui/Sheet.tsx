import { Dialog, DialogDismiss, DialogHeading } from "@ariakit/react/dialog";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import "./sheet.css";

/** A sheet over the page, which Escape closes. */
export function Sheet({
	title,
	close,
	children,
}: {
	title: ReactNode;
	close: () => void;
	children: ReactNode;
}) {
	const { t } = useTranslation();
	return (
		<Dialog open onClose={close} className="sheet stack" backdrop={<div className="sheet-backdrop" />}>
			<div className="row">
				<DialogHeading className="sheet-title">{title}</DialogHeading>
				<DialogDismiss className="button button-plain" aria-label={t("failure.dismiss")}>
					<Icon name="close" />
				</DialogDismiss>
			</div>
			{children}
		</Dialog>
	);
}
