import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// The theme's custom properties reach into the shadow root, and change with it.
const look = EditorView.theme({
	"&": {
		color: "var(--text)",
		backgroundColor: "var(--surface)",
		border: "1px solid var(--line-strong)",
		borderRadius: "var(--radius)",
		fontSize: "13px",
		overflow: "hidden",
		maxHeight: "inherit",
	},
	"&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
	".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", overflow: "auto" },
	".cm-content": { padding: "8px 0", minHeight: "var(--editor-height, 36px)" },
	".cm-gutter": { minHeight: "var(--editor-height, 36px)" },
	".cm-cursor": { borderLeftColor: "var(--text)", borderLeftWidth: "2px" },
	"&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
		background: "color-mix(in srgb, var(--accent) 28%, transparent)",
	},
	"&.cm-focused .cm-matchingBracket": {
		background: "var(--accent-soft)",
		outline: "1px solid var(--accent)",
	},
	"&.cm-focused .cm-nonmatchingBracket": { background: "var(--bad-soft)" },
	".cm-gutters": {
		background: "var(--surface-2)",
		color: "var(--text-2)",
		border: "0",
	},
	".cm-placeholder": { color: "var(--text-2)" },
	".cm-tooltip": {
		background: "var(--surface)",
		color: "var(--text)",
		border: "1px solid var(--line)",
		borderRadius: "var(--radius)",
		boxShadow: "var(--shadow)",
		fontFamily: "var(--font)",
		zIndex: "9",
	},
	".cm-tooltip.cm-tooltip-autocomplete > ul": {
		fontFamily: "var(--mono)",
		fontSize: "12.5px",
		maxHeight: "14em",
	},
	".cm-tooltip-autocomplete ul li": { padding: "3px 8px", display: "flex", gap: "10px" },
	".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-soft)", color: "var(--text)" },
	".cm-completionDetail": {
		color: "var(--text-2)",
		fontStyle: "normal",
		marginLeft: "auto",
		fontFamily: "var(--font)",
		fontSize: "12px",
	},
	".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700", color: "var(--accent)" },
	".cm-tooltip-lint": { padding: "2px 0" },
	".cm-diagnostic": { padding: "6px 10px", maxWidth: "46ch", whiteSpace: "normal" },
	".cm-diagnostic-error": { borderLeft: "3px solid var(--bad)" },
	".cm-lintRange-error": {
		backgroundImage: "none",
		textDecoration: "underline wavy var(--bad)",
		textUnderlineOffset: "3px",
		background: "var(--bad-soft)",
	},
});

const inks = HighlightStyle.define([
	{ tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
	{
		tag: [tags.definitionKeyword, tags.definition(tags.variableName)],
		color: "var(--accent)",
		fontWeight: "600",
	},
	{ tag: tags.standard(tags.variableName), color: "var(--event)" },
	{ tag: [tags.atom, tags.bool, tags.null, tags.typeName], color: "var(--topic)" },
	{ tag: tags.propertyName, color: "var(--organization)" },
	{ tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
	{ tag: tags.number, color: "var(--warn)" },
	{ tag: tags.special(tags.variableName), color: "var(--event)", fontWeight: "600" },
	{ tag: tags.comment, color: "var(--text-2)", fontStyle: "italic" },
	{ tag: tags.invalid, color: "var(--bad)" },
]);

export const editorTheme = [look, syntaxHighlighting(inks)];
