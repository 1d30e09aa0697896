/**
 * The description as a page that needs no script: every operation folds open to what it takes, what it answers and who may.
 * The packages that draw such pages need inline styles or call home when installed.
 */
import { ROLES } from "../access/caller.ts";
import { RULES } from "../access/rules.ts";
import type { describeApi } from "./document.ts";
import { OPERATIONS } from "./operations.ts";

const inHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const json = (value: unknown): string => `<pre>${inHtml(JSON.stringify(value, null, 2))}</pre>`;
const section = (title: string, content: string): string => (content === "" ? "" : `<h3>${title}</h3>${content}`);

/** HTML of `document`, one section for each tag. */
export function describeAsPage(document: ReturnType<typeof describeApi>): string {
	const tags = [...new Set(Object.values(OPERATIONS).map(({ tag }) => tag))];
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>证鉴 zhengjian · API ${inHtml(document.info.version)}</title>
<link rel="stylesheet" href="/api/v1/docs/style.css">
</head>
<body>
<main>
<h1>证鉴 zhengjian · API ${inHtml(document.info.version)}</h1>
<p>${inHtml(document.info.description)}</p>
<p><a href="/api/v1/openapi.json">openapi.json</a></p>
${tags.map((tag) => `<h2 id="${tag}">${tag}</h2>\n${operationsOf(tag, document)}`).join("\n")}
<h2>schemas</h2>
${Object.entries(document.components.schemas)
	.map(([name, schema]) => `<details id="${name}"><summary><code>${name}</code></summary>${json(schema)}</details>`)
	.join("\n")}
</main>
</body>
</html>
`;
}

function operationsOf(tag: string, { paths }: ReturnType<typeof describeApi>): string {
	return Object.entries(OPERATIONS)
		.filter(([, operation]) => operation.tag === tag)
		.map(([route, { summary }]) => {
			const [method = "", path = ""] = route.split(" ");
			const address = path.replace(/:(\w+)/g, "{$1}");
			const described: Record<string, unknown> = paths[address]?.[method.toLowerCase()] ?? {};
			const { parameters, requestBody, responses } = described;
			return `<details>
<summary><b>${method}</b> <code>${inHtml(address)}</code> ${inHtml(summary.zh)} <span lang="en">${inHtml(summary.en)}</span></summary>
${section("权限 who may", whoMay(route))}
${section("参数 parameters", parameters ? json(parameters) : "")}
${section("请求 request", requestBody ? json(requestBody) : "")}
${section("应答 answers", json(responses))}
</details>`;
		})
		.join("\n");
}

/** Each role with its conditions, as the table of access has them. */
function whoMay(route: string): string {
	const allow = RULES[route]?.allow;
	const rows = ROLES.filter((role) => allow?.[role].length).map(
		(role) => `<li>${role}: ${allow?.[role].join(", ")}</li>`,
	);
	return `<ul>${rows.join("")}</ul>`;
}

export const STYLE = `
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin: 2rem 0 .5rem; border-bottom: 1px solid #c8ccd1; }
h3 { margin: .75rem 0 .25rem; font-size: 1rem; }
details { margin: .25rem 0; padding: .4rem .6rem; border: 1px solid #d8dce0; border-radius: .3rem; }
summary { cursor: pointer; }
summary b { display: inline-block; min-width: 4.5rem; }
summary span { color: #57606a; }
pre { overflow: auto; max-height: 24rem; padding: .6rem; background: #f4f6f8; }
@media (prefers-color-scheme: dark) {
	body { color: #e6e9ec; background: #14181c; }
	summary span { color: #a3abb4; }
	pre { background: #1f252b; }
	a { color: #8ab8ff; }
}
`;
