import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** What is tested: the binary that `make build` makes, or another. */
const binary = process.env.BACKCHANNEL_BINARY ?? resolve(import.meta.dirname, "../../bin/backchannel");

/** A service of its own, with the built binary and an embedded store. */
export interface Service {
	address: string;
	stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
	new Promise((done, fail) => {
		const server = createServer();
		server.once("error", fail);
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address() as { port: number };
			server.close(() => done(port));
		});
	});

/** Runs the command to its end. */
async function run(...args: string[]): Promise<void> {
	const child = spawn(binary, args, { stdio: ["ignore", "ignore", "pipe"] });
	let said = "";
	child.stderr.on("data", (text) => {
		said += text;
	});
	const code = await new Promise((done) => child.once("exit", done));
	if (code !== 0) throw new Error(`backchannel ${args.join(" ")}: ${said}`);
}

const scratch = () => mkdtemp(join(tmpdir(), "backchannel-view-"));

/** Seeds a store with what the arguments of `seed` name, and serves it. */
export async function serve(...seed: string[]): Promise<Service> {
	const folder = await scratch();
	return serving(folder, `kuzu:${join(folder, "graph.kuzu")}`, seed);
}

/** The same with a Neo4j of its own. */
export async function serveNeo4j(...seed: string[]): Promise<Service> {
	const folder = await scratch();
	const [bolt, http] = [await freePort(), await freePort()];
	const neo4j = (command: string) =>
		promisify(execFile)(join(import.meta.dirname, "../../scripts/neo4j"), [command], {
			env: {
				...process.env,
				BACKCHANNEL_NEO4J_DIR: join(folder, "neo4j"),
				BOLT_PORT: String(bolt),
				HTTP_PORT: String(http),
			},
		});
	await neo4j("start");
	const store = `bolt://127.0.0.1:${bolt}`;
	const service = await serving(folder, store, seed).catch(async (cause) => {
		await neo4j("stop");
		throw cause;
	});
	const stop = async () => {
		await service.stop(() => neo4j("stop"));
	};
	return { address: service.address, stop };
}

async function serving(folder: string, store: string, seed: readonly string[]) {
	await run("seed", "--store", store, ...seed);
	const port = await freePort();
	const listen = `127.0.0.1:${port}`;
	const child = spawn(binary, ["serve", "--store", store, "--listen", listen], {
		cwd: folder,
		stdio: ["ignore", "ignore", "pipe"],
	});
	let said = "";
	child.stderr.on("data", (text) => {
		said += text;
	});
	const address = `http://${listen}`;
	await ready(child, address, () => said);
	return {
		address,
		stop: async (then?: () => Promise<unknown>) => {
			const ended = new Promise((done) => child.once("exit", done));
			child.kill("SIGTERM");
			await ended;
			await then?.();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function ready(child: ChildProcess, address: string, said: () => string): Promise<void> {
	for (let i = 0; i < 300; i++) {
		if (child.exitCode !== null) throw new Error(`the service ended: ${said()}`);
		const answer = await fetch(`${address}/readyz`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((done) => setTimeout(done, 50));
	}
	throw new Error(`the service is not ready: ${said()}`);
}
