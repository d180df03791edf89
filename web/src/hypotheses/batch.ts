/** Joins files in YAML or JSON, each one hypothesis, into one file with a list. */
export function joined(texts: readonly string[]): string {
	return texts
		.map((text) => {
			const lines = text
				.replace(/^---.*\n/, "")
				.trimEnd()
				.split("\n");
			return lines.map((line, i) => (i === 0 ? `- ${line}` : line === "" ? "" : `  ${line}`)).join("\n");
		})
		.join("\n");
}
