import { StreamLanguage } from "@codemirror/language";
import { cypher as mode } from "@codemirror/legacy-modes/mode/cypher";
import { json as jsonMode } from "@codemirror/legacy-modes/mode/javascript";
import { yaml as yamlMode } from "@codemirror/legacy-modes/mode/yaml";
import { tags } from "@lezer/highlight";

interface State {
	inner: object;
	comment: boolean;
	/** Behind a label or a type, where "|" may add another. */
	kind: boolean;
}

/** Cypher, with labels, types, parameters, numbers and long comments told apart too. */
export const cypher = StreamLanguage.define<State>({
	...mode,
	startState: (unit) => ({ inner: mode.startState?.(unit) as object, comment: false, kind: false }),
	copyState: (s) => ({ ...s, inner: { ...s.inner } }),
	indent: (s, after, context) => mode.indent?.(s.inner, after, context) ?? null,
	token(stream, state) {
		if (!state.comment && stream.match("/*")) state.comment = true;
		if (state.comment) {
			if (stream.skipTo("*/")) {
				stream.match("*/");
				state.comment = false;
			} else stream.skipToEnd();
			return "comment";
		}
		const more = state.kind && stream.match(/^\|:?\s*\w+/);
		state.kind = Boolean(more || stream.match(/^:\s?[A-Za-z_]\w*/));
		if (state.kind) return "typeName";
		if (stream.match(/^\.[A-Za-z_]\w*/)) return "propertyName";
		if (stream.match(/^\$\w+/)) return "variableName.special";
		if (stream.match(/^\d+(\.\d+)?\b/)) return "number";
		if (stream.match(/^[A-Za-z_]\w*(?=:|\.\w)/)) return "variableName";
		return mode.token(stream, state.inner);
	},
	languageData: { commentTokens: { line: "//" }, closeBrackets: { brackets: ["(", "[", "{", "'", '"'] } },
});

export const json = StreamLanguage.define({ ...jsonMode, tokenTable: { property: tags.propertyName } });
export const yaml = StreamLanguage.define(yamlMode);
