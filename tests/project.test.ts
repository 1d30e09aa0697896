import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const repository = resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(resolve(repository, file), "utf8");

interface LockedPackage {
	resolved?: string;
	optionalDependencies?: Record<string, string>;
}

describe("package-lock.json", () => {
	const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, LockedPackage> };

	test("names no registry, so that any mirror can serve it", () => {
		const hosts = Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith("http"));
		expect(hosts).toEqual([]);
	});

	test("names every optional package of other platforms, without which npm 11 refuses to install", () => {
		const named = Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13));
		const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
			Object.keys(optionalDependencies),
		);
		expect(wanted.length).toBeGreaterThan(0);
		expect(wanted.filter((name) => !named.includes(name))).toEqual([]);
	});
});

describe.each(["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])("%s", (file) => {
	const text = read(file);
	const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

	test("names only commands that exist", () => {
		const commands = [...text.matchAll(/npm (?:run (?:-s )?)?([a-z]+)/g)].map(([, name = ""]) => name);
		expect(commands).toContain("test");
		expect(commands.filter((name) => name !== "ci" && !(name in scripts))).toEqual([]);
	});

	test("names only files and folders that exist", () => {
		const paths = [...text.matchAll(/`((?:src|tests|samples|models|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
		expect(paths).toContain(file === "CONTRIBUTING.md" ? "src/geometry.ts" : "src/verify.ts");
		expect(paths.filter((path) => !existsSync(resolve(repository, path)))).toEqual([]);
	});
});

test("both READMEs list exactly the settings that the service reads", () => {
	const settings = [...read("src/service/config.ts").matchAll(/^\t+([A-Z][A-Z0-9_]+): /gm)]
		.map(([, name]) => name)
		.sort();
	for (const file of ["README.md", "README.zh-CN.md"]) {
		const rows = read(file)
			.split("\n")
			.filter((line) => /^\| `[A-Z]/.test(line));
		const listed = rows.flatMap((row) =>
			[...(row.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name),
		);
		expect(listed.sort()).toEqual(settings);
	}
});

test("the licence is the full Apache License 2.0", () => {
	const licence = read("LICENSE");
	expect(licence).toContain("Version 2.0, January 2004");
	expect(licence).toContain("END OF TERMS AND CONDITIONS");
	expect(JSON.parse(read("package.json"))).toMatchObject({ license: "Apache-2.0" });
});
