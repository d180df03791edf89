import { Component, type ReactNode } from "react";

interface Props {
	children: ReactNode;
	fallback: (error: unknown, retry: () => void) => ReactNode;
}

/** Keeps a failure of one part of the page from the others. */
export class Boundary extends Component<Props, { error: unknown }> {
	override state = { error: null as unknown };

	static getDerivedStateFromError(error: unknown) {
		return { error };
	}

	override render() {
		if (this.state.error === null) return this.props.children;
		return this.props.fallback(this.state.error, () => this.setState({ error: null }));
	}
}
