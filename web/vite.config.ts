/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The service that `npm run dev` asks; `make run` starts it there.
const service = process.env.BACKCHANNEL_SERVICE ?? "http://127.0.0.1:8080";

// Tests in a real browser, against the built binary. On a busy machine a browser may be too late once;
// the report says which test was run again.
const browser = { globalSetup: "e2e/setup.ts", testTimeout: 60_000, hookTimeout: 120_000, retry: 1 };

export default defineConfig({
	plugins: [react()],
	base: "./",
	build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
	worker: { format: "es" },
	server: { proxy: { "/api": service, "/openapi.json": service, "/docs": service } },
	test: {
		projects: [
			{
				extends: true,
				test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"], environment: "happy-dom" },
			},
			{ test: { ...browser, name: "e2e", include: ["e2e/*.test.ts"] } },
			{ test: { ...browser, name: "bench", include: ["bench/*.test.ts"], globalSetup: [] } },
			{ test: { ...browser, name: "acceptance", include: ["e2e/acceptance/*.test.ts"] } },
		],
	},
});
