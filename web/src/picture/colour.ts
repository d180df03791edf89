export type Rgb = [red: number, green: number, blue: number];

const known = new Map<string, Rgb>();
let context: CanvasRenderingContext2D | null | undefined;

/** Any CSS colour as bytes, by letting the browser paint it: sigma reads only hexadecimal and rgb(). */
export function rgb(css: string): Rgb {
	let bytes = known.get(css);
	if (!bytes) {
		context ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
			willReadFrequently: true,
		});
		if (!context) return [128, 128, 128];
		context.clearRect(0, 0, 1, 1);
		context.fillStyle = css;
		context.fillRect(0, 0, 1, 1);
		const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
		bytes = [red, green, blue];
		known.set(css, bytes);
	}
	return bytes;
}

const written = new Map<string, string>();

export function hex(css: string): string {
	let digits = written.get(css);
	if (!digits) {
		digits = `#${rgb(css)
			.map((byte) => byte.toString(16).padStart(2, "0"))
			.join("")}`;
		written.set(css, digits);
	}
	return digits;
}
