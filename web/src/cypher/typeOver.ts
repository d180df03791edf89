import { EditorView } from "@codemirror/view";

/**
 * Typing over a selection. Left to itself, Chromium keeps the look of what it
 * replaces by an inline style, which the page's policy refuses and reports.
 */
export const typeOver = EditorView.domEventHandlers({
	beforeinput(event, view) {
		const { main } = view.state.selection;
		const { data } = event;
		if (event.inputType !== "insertText" || !data || main.empty || view.composing) return false;
		const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type" });
		const handlers = view.state.facet(EditorView.inputHandler); // such as the one that closes brackets
		if (!handlers.some((handle) => handle(view, main.from, main.to, data, insert))) view.dispatch(insert());
		event.preventDefault();
		return true;
	},
});
