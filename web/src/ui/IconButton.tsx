import { Icon, type IconName } from "./Icon";

interface Props {
	icon: IconName;
	text: string; // for the tooltip, and for who cannot see the icon
	act: () => void;
	className?: string;
	disabled?: boolean;
	pressed?: boolean;
}

/** A button that shows an icon alone. */
export function IconButton({
	icon,
	text,
	act,
	className = "button-plain",
	disabled = false,
	pressed,
}: Props) {
	return (
		<button
			type="button"
			className={`button ${className}`}
			onClick={act}
			disabled={disabled}
			title={text}
			aria-label={text}
			{...(pressed === undefined ? {} : { "aria-pressed": pressed })}
		>
			<Icon name={icon} />
		</button>
	);
}
