import type { Size } from "./projection";

/** Draws an SVG as a PNG of that size in pixels. */
export async function rasterized(svg: string, { width, height }: Size): Promise<Blob> {
	const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = Object.assign(document.createElement("canvas"), { width, height });
		canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
		return await new Promise((resolve, reject) => {
			canvas.toBlob(
				(blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))),
				"image/png",
			);
		});
	} finally {
		URL.revokeObjectURL(address);
	}
}
