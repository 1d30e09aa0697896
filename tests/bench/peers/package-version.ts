import { readFileSync } from "node:fs";

/** Name and version of an installed package, whatever its own `exports` let be seen. */
export function packageVersion(name: string): string {
	const manifest = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
	const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
	return `${name} ${version}`;
}
