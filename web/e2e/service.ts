import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const binary = resolve(import.meta.dirname, "../../bin/backchannel");

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

/** Seeds a store with what the arguments of `seed` name, and serves it. */
export async function serve(...seed: string[]): Promise<Service> {
	const folder = await mkdtemp(join(tmpdir(), "backchannel-view-"));
	const store = `kuzu:${join(folder, "graph.kuzu")}`;
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
		stop: async () => {
			const ended = new Promise((done) => child.once("exit", done));
			child.kill("SIGTERM");
			await ended;
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
