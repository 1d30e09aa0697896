/** `npm start`: builds the page, then becomes the service, and stops with the npm that started it. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** How soon the service notices that npm is gone, milliseconds: well within the time a restart takes. */
const PARENT_CHECK_MS = 250;

const root = fileURLToPath(new URL("../..", import.meta.url));
const vite = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));
execFileSync(process.execPath, [vite, "build", "--config", "src/web/vite.config.ts", "--logLevel", "warn"], {
	cwd: root,
	stdio: "inherit",
});

// npm passes a signal to the shell between it and this process, and a shell keeps it to itself: without this check
// the service would outlive its npm and hold the port and the store.
const parent = process.ppid;
const check = setInterval(() => {
	if (process.ppid === parent) return;
	clearInterval(check);
	process.kill(process.pid, "SIGTERM");
}, PARENT_CHECK_MS);
check.unref();

await import("../service/main.ts");
