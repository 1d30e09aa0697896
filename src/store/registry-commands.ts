/** What the registry can be asked to do, as plain JSON: the same in this process and through the holder's socket. */
import { ZhengjianError } from "../errors.ts";
import type { IssuerEntry, RegisteredLogo, Registry } from "../registry.ts";
import type { SelfTest, Template } from "../templates/schema.ts";
import type { Queries } from "./database.ts";
import {
	type ImportPlan,
	type ImportResult,
	importIssuers,
	issuerHistory,
	listIssuers,
	planImport,
} from "./issuers.ts";
import { type LogoEntry, listLogos, logoHistory, registerLogo, removeLogo } from "./logos.ts";
import type { Recorded } from "./recorded.ts";
import { assembleRegistry, writeSnapshot } from "./registry.ts";
import { type RulebookRecord, rulebookHistory } from "./rulebooks.ts";
import { listTemplates, registerTemplate, type TemplateRecord, templateHistory } from "./templates.ts";

/** `by`: who asks; where nobody is named, the account the command runs under. `at`: the state at the end of that day. */
export type RegistryCommand =
	| { command: "issuers.import"; entries: IssuerEntry[]; by?: string | null }
	| { command: "issuers.plan"; entries: IssuerEntry[] }
	| { command: "issuers.list"; at?: string }
	| { command: "issuers.history"; name: string }
	| { command: "templates.register"; template: unknown; selfTest?: SelfTest; by?: string | null }
	| { command: "templates.list"; at?: string }
	| { command: "templates.history"; id: string }
	| { command: "logos.register"; logo: RegisteredLogo; by?: string | null }
	| { command: "logos.list"; at?: string }
	| { command: "logos.history" }
	| { command: "logos.remove"; entry: number; by?: string | null }
	| { command: "rulebook.history" };

/** What each command answers. */
export interface RegistryAnswers {
	"issuers.import": ImportResult & {
		/** Families named by the entries that no registered standard has: perhaps misspelt. */
		unknownFamilies: string[];
	};
	"issuers.plan": ImportPlan & { unknownFamilies: string[] };
	"issuers.list": IssuerEntry[];
	"issuers.history": Recorded<IssuerEntry>[];
	"templates.register": { template: Template; added: boolean };
	"templates.list": Template[];
	"templates.history": TemplateRecord[];
	"logos.register": { entry: number; added: boolean };
	"logos.list": LogoEntry[];
	"logos.history": Recorded<LogoEntry>[];
	"logos.remove": LogoEntry;
	"rulebook.history": RulebookRecord[];
}
export type AnswerTo<C extends RegistryCommand> = RegistryAnswers[C["command"]];

/** Runs one command on the database and, where it changed something, renews the snapshot in `dataDir`. */
export async function runRegistryCommand(
	queries: Queries,
	dataDir: string,
	command: RegistryCommand,
): Promise<RegistryAnswers[keyof RegistryAnswers]> {
	const changed = async <T>(result: T): Promise<T> => {
		await writeSnapshot(dataDir, await loadRegistered(queries));
		return result;
	};
	switch (command.command) {
		case "issuers.list":
			return listIssuers(queries, endOf(command.at));
		case "issuers.history":
			return issuerHistory(queries, command.name);
		case "issuers.plan": {
			const registry = assembleRegistry(await loadRegistered(queries));
			return {
				...planImport(registry.issuers, command.entries),
				unknownFamilies: unknownFamilies(command.entries, registry),
			};
		}
		case "issuers.import": {
			const result = await changed(await importIssuers(queries, command.entries, command.by));
			const registry = assembleRegistry(await loadRegistered(queries));
			return { ...result, unknownFamilies: unknownFamilies(command.entries, registry) };
		}
		case "templates.list": {
			const templates = await listTemplates(queries, endOf(command.at));
			return [...assembleRegistry({ templates, issuers: [], logos: [] }).templates];
		}
		case "templates.history":
			return templateHistory(queries, command.id);
		case "templates.register":
			return changed(await registerTemplate(queries, command.template, command));
		case "logos.list":
			return listLogos(queries, endOf(command.at));
		case "logos.history":
			return logoHistory(queries);
		case "logos.register":
			return changed(await registerLogo(queries, command.logo, command.by));
		case "logos.remove":
			return changed(await removeLogo(queries, command.entry, command.by));
		case "rulebook.history":
			return rulebookHistory(queries);
		default:
			throw new ZhengjianError("request.invalid", "unknown registry command", {
				found: JSON.stringify(command satisfies never),
			});
	}
}

/** Everything registered and in use, as the registry is built from it. */
export const loadRegistered = async (queries: Queries) => ({
	templates: await listTemplates(queries),
	issuers: await listIssuers(queries),
	logos: (await listLogos(queries)).map(({ entry: _, ...logo }) => logo),
});

/** The last moment of an ISO day in China, where the lists are kept. Throws `request.invalid` for what is no day. */
function endOf(day: string | undefined): Date | undefined {
	if (day === undefined) return undefined;
	const end = new Date(`${day}T23:59:59.999+08:00`);
	if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(end.getTime())) return end;
	throw new ZhengjianError("request.invalid", "the day cannot be used", {
		expected: "a date such as 2024-01-31",
		found: day,
	});
}

function unknownFamilies(entries: readonly IssuerEntry[], { templates }: Registry): string[] {
	const known = new Set(templates.map((template) => template.family));
	return [...new Set(entries.flatMap((entry) => entry.families))].filter((family) => !known.has(family));
}
