import {
	autocompletion,
	type CompletionSource,
	closeBrackets,
	completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, type Language } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
	drawSelection,
	EditorView,
	highlightSpecialChars,
	keymap,
	lineNumbers,
	placeholder,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import { editorTheme } from "./editorTheme";
import { type Problem, range } from "./place";
import { typeOver } from "./typeOver";

interface Props {
	label: string;
	value: string;
	onChange: (text: string) => void;
	/** Mod-Enter. */
	onRun?: () => void;
	language?: Language;
	complete?: CompletionSource;
	problems?: readonly Problem[];
	hint?: string;
	/** Without line numbers, for a line or two. */
	small?: boolean;
}

function started(run?: () => void): boolean {
	run?.();
	return true;
}

/**
 * A code editor. It stands in a shadow root, where its styles are adopted style
 * sheets: the page's policy admits no style elements.
 */
export function Editor(props: Props) {
	const host = useRef<HTMLDivElement>(null);
	const view = useRef<EditorView>(null);
	const latest = useRef(props);
	latest.current = props;
	const { value, problems, label, language, hint, small } = props;

	useEffect(() => {
		const at = host.current as HTMLDivElement;
		const root = at.shadowRoot ?? at.attachShadow({ mode: "open" });
		const v = new EditorView({
			root,
			parent: root,
			state: EditorState.create({
				doc: latest.current.value,
				extensions: [
					Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => started(latest.current.onRun) }])),
					...(small ? [] : [lineNumbers(), lintGutter()]),
					highlightSpecialChars(),
					history(),
					typeOver,
					drawSelection(),
					bracketMatching(),
					closeBrackets(),
					autocompletion({
						icons: false,
						override: [(context) => latest.current.complete?.(context) ?? null],
					}),
					keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
					EditorView.lineWrapping,
					EditorView.contentAttributes.of({
						"aria-label": label,
						spellcheck: "false",
						autocapitalize: "off",
						tabindex: "0",
					}),
					...(hint ? [placeholder(hint)] : []),
					...(language ? [language] : []),
					editorTheme,
					EditorView.updateListener.of((u) => {
						if (u.docChanged && u.state.doc.toString() !== latest.current.value)
							latest.current.onChange(u.state.doc.toString());
					}),
				],
			}),
		});
		view.current = v;
		return () => v.destroy();
	}, [label, language, hint, small]);

	useEffect(() => {
		const v = view.current;
		if (v && v.state.doc.toString() !== value)
			v.dispatch({ changes: { from: 0, to: v.state.doc.length, insert: value } });
	}, [value]);

	useEffect(() => {
		const v = view.current;
		if (!v) return;
		const text = v.state.doc.toString();
		const marks = (problems ?? []).map((p) => ({
			...range(text, p),
			severity: "error" as const,
			message: p.message,
		}));
		v.dispatch(setDiagnostics(v.state, marks));
		if (marks[0]) v.dispatch({ effects: EditorView.scrollIntoView(marks[0].from) });
	}, [problems]);

	return <div ref={host} className={small ? "editor editor-small" : "editor"} />;
}
