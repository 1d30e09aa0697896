/** An error as the user of a command sees it. */
import colours from "picocolors";
import type { ZhengjianError } from "../errors.ts";
import { say } from "../report/words/catalogue.ts";

/** Prints the error in words, with what was expected and what was found, and sets the exit status to 1. */
export function printFailure({ code, message, detail }: ZhengjianError): void {
	console.error(colours.red(`${say("zh", `error.${code}`)} [${code}]`));
	console.error(message);
	if (detail.expected) console.error(`应为 / expected: ${detail.expected}`);
	if (detail.found && !message.includes(detail.found) && !message.includes("\n"))
		console.error(`实为 / found: ${detail.found}`);
	process.exitCode = 1;
}
