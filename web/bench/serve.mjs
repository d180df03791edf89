import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { graph } from "./graph.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Builds the page as it would be shipped and serves it with its graphs on loopback, under the product's policy. */
export async function serve() {
	const folder = await mkdtemp(join(tmpdir(), "canvas-bench-"));
	await build({
		configFile: false,
		logLevel: "warn",
		root: fileURLToPath(new URL(".", import.meta.url)),
		base: "./",
		build: { target: "es2023", outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
		worker: { format: "es" },
	});
	const graphs = new Map();
	const server = createServer(async (request, response) => {
		const url = new URL(request.url, "http://localhost");
		response.setHeader(
			"content-security-policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'",
		);
		try {
			if (url.pathname === "/graph.json") {
				const size = `${url.searchParams.get("nodes")} ${url.searchParams.get("edges")}`;
				if (!graphs.has(size)) graphs.set(size, JSON.stringify(graph(...size.split(" ").map(Number))));
				response.setHeader("content-type", "application/json");
				response.end(graphs.get(size));
				return;
			}
			const path = url.pathname === "/" ? "/index.html" : url.pathname;
			const content = await readFile(join(folder, path));
			response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
			response.end(content);
		} catch {
			response.statusCode = 404;
			response.end();
		}
	});
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		address: `http://127.0.0.1:${server.address().port}/`,
		async close() {
			server.closeAllConnections();
			server.close();
			await rm(folder, { recursive: true });
		},
	};
}
