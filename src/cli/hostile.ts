/** Prints the list of hostile uploads and what each one got: `tsx src/cli/hostile.ts`. Exits 1 if any got a wrong answer. */
import Table from "cli-table3";
import { HOSTILE_INPUTS } from "../../tests/photo/hostile-inputs.ts";
import { ZhengjianError } from "../errors.ts";
import { openPhoto } from "../photo/intake.ts";

const table = new Table({ head: ["upload", "bytes", "ms", "answer", "as expected"], style: { head: [], border: [] } });
let wrong = 0;
for (const { name, build, expect } of HOSTILE_INPUTS) {
	const bytes = await build();
	const started = performance.now();
	const answer = await answerTo(bytes);
	const wanted =
		"code" in expect ? expect.code : `${expect.format} ${expect.width} × ${expect.height}, page 1 of ${expect.pages}`;
	if (answer !== wanted) wrong++;
	table.push([
		name,
		bytes.length,
		Math.round(performance.now() - started),
		answer,
		answer === wanted ? "yes" : `no: ${wanted}`,
	]);
}
console.log(table.toString());
console.log(`${HOSTILE_INPUTS.length} uploads, ${wrong} unexpected answers`);
process.exitCode = wrong > 0 ? 1 : 0;

/** The code of the refusal, or format, size and page count of the decoded first page. */
async function answerTo(bytes: Uint8Array): Promise<string> {
	try {
		const photo = await openPhoto(bytes);
		const { width, height } = await photo.load(0);
		return `${photo.format} ${width} × ${height}, page 1 of ${photo.pages}`;
	} catch (e) {
		if (e instanceof ZhengjianError) return e.code;
		throw e;
	}
}
