import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { open, withBrowser } from "../e2e/browser";
import { serve } from "../e2e/service";
import { encode } from "../src/view/address";
import { blank, everything } from "../src/view/view";
import { graph } from "./graph.mjs";

withBrowser();

/** How often each is loaded; the quickest counts, because a busy machine only adds to it. */
const runs = 5;

/** From the page's start until the sharp picture of so many nodes is on the screen, in milliseconds. */
async function first(address: string, fragment: string, nodes: number): Promise<number[]> {
	const took: number[] = [];
	for (let i = 0; i < runs; i++) {
		const { page } = await open(address, { fragment });
		const picture = await page.waitForFunction(
			(n) =>
				performance.getEntriesByName("picture").find((e) => (e as PerformanceMark).detail >= n)?.startTime,
			nodes,
			{ timeout: 60_000 },
		);
		took.push(Math.round((await picture.jsonValue()) as number));
		await page.context().close();
	}
	return took;
}

const table: Record<string, { "after the start": number | undefined; best: number }> = {};

async function measured(name: string, address: string, fragment: string, nodes: number): Promise<void> {
	const took = await first(address, fragment, nodes);
	table[name] = { "after the start": took[0], best: Math.min(...took) };
	expect(took.every((ms) => ms > 0)).toBe(true);
}

test("the dossier", async () => {
	const service = await serve("dossier");
	try {
		await measured("dossier", service.address, "", 20);
	} finally {
		await service.stop();
	}
});

test.each([
	[2000, 10_000],
	[20_000, 60_000],
] as const)(
	"%d nodes and %d edges",
	async (nodes, edges) => {
		const folder = await mkdtemp(join(tmpdir(), "backchannel-bench-"));
		const file = join(folder, "contacts.txt");
		const g = graph(nodes, edges);
		await writeFile(file, g.edges.map((e, i) => `${e.from} ${e.to} ${1_000_000_000 + 60 * i}\n`).join(""));
		const service = await serve("--mapping", "../examples/snap/mapping.yaml", file);
		try {
			const whole = { nodes, edges, filter: everything, layout: "force", seed: 1 } as const;
			const fragment = `#${encode({ ...blank, drawing: { ...blank.drawing, whole } }, new Map())}`;
			await measured(`${nodes} nodes, ${edges} edges`, service.address, fragment, nodes * 0.9);
		} finally {
			await service.stop();
			await rm(folder, { recursive: true });
			console.table(table);
		}
	},
	300_000,
);
