import type { TestProject } from "vitest/node";
import { type Service, serve } from "./service";

declare module "vitest" {
	interface ProvidedContext {
		dossier: string;
		enron: string;
	}
}

/** Serves the dossier, or the Enron mail of the public data sets for the tests that need those. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const services: Service[] = [];
	const started = async (...seed: string[]) => {
		const service = await serve(...seed);
		services.push(service);
		return service.address;
	};
	if (project.name === "acceptance") {
		const data = process.env.BACKCHANNEL_DATA;
		if (!data) throw new Error("BACKCHANNEL_DATA must name the folder of the public data sets");
		project.provide("enron", await started("--mapping", "../examples/enron/mapping.yaml", `${data}/enron`));
	} else {
		project.provide("dossier", process.env.BACKCHANNEL_VIEW ?? (await started("dossier")));
	}
	return async () => {
		for (const s of services) await s.stop();
	};
}
