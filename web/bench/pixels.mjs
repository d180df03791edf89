/** Reads screenshots in a page of its own, so that no image library is needed. */
export class Pixels {
	#page;

	constructor(page) {
		this.#page = page;
	}

	/**
	 * Compares two screenshots of one size.
	 * @returns {Promise<{inked: [number, number], differing: number, shift: number}>} pixels that are not background in
	 * each; the share of the inked ones that differ; and by how many pixels to the right the second lies, best fit
	 */
	compare(first, second) {
		return this.#page.evaluate(
			async (shots) => {
				const [a, b] = await Promise.all(
					shots.map(async (base64) => {
						const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
						const bitmap = await createImageBitmap(blob);
						const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
						context.drawImage(bitmap, 0, 0);
						return context.getImageData(0, 0, bitmap.width, bitmap.height);
					}),
				);
				const { width, height } = a;
				const grey = ({ data }, i) => data[4 * i] + data[4 * i + 1] + data[4 * i + 2];
				const background = grey(a, 0);
				const inked = (image, i) => Math.abs(grey(image, i) - background) > 24;
				let [inkA, inkB, differing] = [0, 0, 0];
				for (let i = 0; i < width * height; i++) {
					if (inked(a, i)) inkA++;
					if (inked(b, i)) inkB++;
					if (Math.abs(grey(a, i) - grey(b, i)) > 48) differing++;
				}
				let [shift, least] = [0, Infinity];
				for (let s = -360; s <= 360; s += 2) {
					let [off, seen] = [0, 0];
					for (let y = 0; y < height; y += 7)
						for (let x = Math.max(0, s); x < Math.min(width, width + s); x += 3) {
							off += Math.abs(grey(a, y * width + x - s) - grey(b, y * width + x));
							seen++;
						}
					if (off / seen < least) [shift, least] = [s, off / seen];
				}
				return { inked: [inkA, inkB], differing: differing / Math.max(1, inkA), shift };
			},
			[first, second].map((shot) => shot.toString("base64")),
		);
	}
}
