/** Debian's Chromium for the tests of the page, or a loud word that it is not there. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const EXECUTABLES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const chromiumPath = EXECUTABLES.find((path) => existsSync(path));

/**
 * Whether the page can be tested here. Without a browser it says so, and with REQUIRE_BROWSER set it fails: a suite that did not
 * run is never taken for one that passed.
 */
export function hasBrowser(suite: string): boolean {
	if (chromiumPath) return true;
	if (process.env.REQUIRE_BROWSER) throw new Error(`${suite}: no Chromium at ${EXECUTABLES.join(", ")}`);
	console.warn(`NOT RUN: ${suite}, because Chromium is not installed (apt-get install chromium)`);
	return false;
}

export function launch(): Promise<Browser> {
	if (!chromiumPath) throw new Error("no Chromium");
	return chromium.launch({
		executablePath: chromiumPath,
		args: [
			"--no-sandbox",
			"--headless=new",
			"--disable-gpu",
			"--disable-background-networking",
			"--disable-component-update",
			"--no-first-run",
		],
	});
}
