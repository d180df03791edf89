import { type ComponentType, type KeyboardEvent, type ReactNode, useState } from "react";

/** Something that may be chosen. */
export interface Choice {
	key: string;
	kind?: string; // whose mark stands before it
	text: string;
	note?: string | undefined;
	choose: () => void;
}

export interface SuggestFieldProps {
	id: string;
	className: string;
	label?: string; // where no label element names the field
	placeholder?: string;
	value: string;
	setValue: (text: string) => void;
	/** Whether Enter takes the first choice while nobody has gone to another. */
	autoSelect?: boolean;
	choices: readonly Choice[];
	/** What is said below the choices: a failure, or that there is nothing. */
	status?: ReactNode;
	onKeyDown?: (e: KeyboardEvent<HTMLInputElement>) => void;
	onBlur?: () => void;
}

type Suggesting = ComponentType<SuggestFieldProps>;

/**
 * A text field with suggestions. What suggests is loaded when the field is first
 * used; until it is there, the field takes what is typed.
 */
export function SuggestField(props: SuggestFieldProps) {
	const [loaded, setLoaded] = useState<Suggesting>();
	const load = () =>
		void import("./Suggesting").then(({ Suggesting }) => setLoaded(() => Suggesting as Suggesting));
	if (loaded) {
		const Suggesting = loaded;
		return <Suggesting {...props} />;
	}
	return (
		<input
			id={props.id}
			className={props.className}
			role="combobox"
			aria-expanded="false"
			aria-autocomplete="list"
			autoComplete="off"
			value={props.value}
			onChange={(e) => props.setValue(e.target.value)}
			onFocus={load}
			onKeyDown={props.onKeyDown}
			onBlur={props.onBlur}
			{...(props.label ? { "aria-label": props.label } : {})}
			{...(props.placeholder ? { placeholder: props.placeholder } : {})}
		/>
	);
}
