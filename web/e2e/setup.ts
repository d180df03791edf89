import type { TestProject } from "vitest/node";
import { type Service, serve } from "./service";

declare module "vitest" {
	interface ProvidedContext {
		dossier: string;
		enron: string;
	}
}

/** Serves the dossier for every test, and the Enron mail where the public data sets are named. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const services: Service[] = [];
	const given = process.env.BACKCHANNEL_VIEW;
	if (given) project.provide("dossier", given);
	else {
		const dossier = await serve("dossier");
		services.push(dossier);
		project.provide("dossier", dossier.address);
	}
	const data = process.env.BACKCHANNEL_DATA;
	if (process.env.BACKCHANNEL_ACCEPTANCE && data) {
		const enron = await serve("--mapping", "../examples/enron/mapping.yaml", `${data}/enron`);
		services.push(enron);
		project.provide("enron", enron.address);
	}
	return async () => {
		for (const s of services) await s.stop();
	};
}
