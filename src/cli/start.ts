/** `npm start`: builds the page, then becomes the service. One process, so that a signal to stop reaches the service. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vite = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));
execFileSync(process.execPath, [vite, "build", "--config", "src/web/vite.config.ts", "--logLevel", "warn"], {
	cwd: root,
	stdio: "inherit",
});
await import("../service/main.ts");
