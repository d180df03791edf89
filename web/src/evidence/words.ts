import { useTranslation } from "react-i18next";

/** Returns what says a channel or a role in the user's language; the data may have words of its own. */
export function useWords(): { channel: (c: string) => string; role: (r: string) => string } {
	const { t } = useTranslation();
	return {
		channel: (c) => t(`channel.${c}`, c),
		role: (r) => t(`role.${r}`, r),
	};
}
