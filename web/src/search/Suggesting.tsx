import { Combobox, ComboboxItem, ComboboxList, ComboboxProvider } from "@ariakit/react/combobox";
import { useRef, useState } from "react";
import type { SuggestFieldProps } from "./SuggestField";

/** The field once what suggests is there: it takes the focus over from the one before. */
export function Suggesting(props: SuggestFieldProps) {
	const [focused] = useState(() => document.activeElement?.id === props.id);
	const [open, setOpen] = useState(true); // what was typed before it was loaded is asked already
	const list = useRef<HTMLDivElement>(null);
	const shown = open && props.value.trim() !== "";
	return (
		<ComboboxProvider
			value={props.value}
			setValue={props.setValue}
			open={shown}
			setOpen={setOpen}
			resetValueOnHide={false}
			// Where Enter takes a choice, the arrow keys go from choice to choice, never to none.
			includesBaseElement={!props.autoSelect}
		>
			<Combobox
				id={props.id}
				className={props.className}
				autoFocus={focused}
				autoSelect={props.autoSelect ? "always" : false}
				onKeyDown={props.onKeyDown}
				onBlur={(e) => {
					if (list.current?.contains(e.relatedTarget)) return;
					setOpen(false);
					props.onBlur?.();
				}}
				{...(props.label ? { "aria-label": props.label } : {})}
				{...(props.placeholder ? { placeholder: props.placeholder } : {})}
			/>
			<ComboboxList ref={list} className="suggestions">
				{props.choices.map((c) => (
					<ComboboxItem
						key={c.key}
						className="suggestions-item"
						value={c.text}
						setValueOnClick={false}
						// Before the field loses the focus, and takes what was typed.
						onMouseDown={(e) => e.preventDefault()}
						onClick={() => {
							setOpen(false);
							c.choose();
						}}
					>
						{c.kind && <span className={`kind kind-${c.kind}`} aria-hidden="true" />}
						<span className="suggestions-text">{c.text}</span>
						{c.note && <span className="quiet suggestions-note">{c.note}</span>}
					</ComboboxItem>
				))}
				{props.status}
			</ComboboxList>
		</ComboboxProvider>
	);
}
