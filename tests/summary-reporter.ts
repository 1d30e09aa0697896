import type { Reporter, SerializedError, TestModule } from "vitest/node";

/**
 * Ends the run with one line for programs to read: `N passed, N failed`. A file that could not be loaded, a failed hook
 * and an error outside every test count as failed too, so that "0 failed" is never said of a run that failed.
 */
export default class SummaryReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
		let passed = 0;
		let failed = unhandledErrors.length;
		for (const module of modules) {
			const tests = [...module.children.allTests()];
			passed += tests.filter((test) => test.result().state === "passed").length;
			const failedTests = tests.filter((test) => test.result().state === "failed").length;
			failed += failedTests > 0 || module.state() !== "failed" ? failedTests : 1;
		}
		// The default reporter writes its summary in the same turn; this line comes after it.
		process.once("exit", () => process.stdout.write(`${passed} passed, ${failed} failed\n`));
	}
}
