/**
 * What hands do. Each starts on a page with the whole graph in view and returns its steps (one a frame), its end,
 * and what it moves.
 */
export const gestures = {
	async pan(page) {
		const start = { x: 200, y: 860 };
		await page.mouse.move(start.x, start.y);
		await page.mouse.down();
		const at = (i) => ({ x: start.x + 260 * Math.sin(i / 24), y: start.y - 120 * Math.sin(i / 40) });
		return {
			moves: "view",
			step: (i) => page.mouse.move(at(i).x, at(i).y),
			end: () => page.mouse.up(),
		};
	},
	async zoom(page) {
		await page.mouse.move(720, 450);
		return {
			moves: "zoom",
			step: (i) => page.mouse.wheel(0, i % 60 < 30 ? -24 : 24),
			end: async () => {},
		};
	},
	async drag(page) {
		const at = await page.evaluate(() => {
			const { picture, scene } = window.bench;
			const camera = picture.camera();
			const scale = Math.min(innerWidth, innerHeight) / (2000 * camera.ratio);
			const node = scene.nodes.reduce((a, b) => (b.size > a.size ? b : a));
			return {
				x: (node.x - camera.x) * scale + innerWidth / 2,
				y: (node.y - camera.y) * scale + innerHeight / 2,
			};
		});
		await page.mouse.move(at.x, at.y);
		await page.mouse.down();
		return {
			moves: "node",
			step: (i) => page.mouse.move(at.x + 150 * Math.sin(i / 20), at.y + 90 * Math.sin(i / 13)),
			end: () => page.mouse.up(),
		};
	},
};
