import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.{ts,tsx}"],
		environment: "node",
		// Child processes, not threads: native modules (sharp, ONNX) and the workers under test want a process of their own.
		pool: "forks",
		maxWorkers: 2,
		// A cold ONNX session, an OpenCV compilation or the first start of the embedded store takes seconds on two cores,
		// and a hook may start a whole service beside another test file that keeps both cores busy.
		testTimeout: 60_000,
		hookTimeout: 120_000,
		reporters: ["default", "./tests/summary-reporter.ts"],
	},
});
