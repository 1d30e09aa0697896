/** What is trusted: the registered standards, the issuers' lists and the rulebook. One plain value, loaded by the store. */
import type { Rulebook } from "./rulebook/schema.ts";
import type { Template } from "./templates/schema.ts";

export interface IssuerEntry {
	name: string;
	creditCode: string | null;
	listing: "whitelist" | "blacklist";
	/** Families the entry is about; empty = all. */
	families: string[];
	/** ISO dates, inclusive; null = open. */
	from: string | null;
	to: string | null;
	source: string;
}

export interface Registry {
	templates: readonly Template[];
	issuers: readonly IssuerEntry[];
	rulebook: Rulebook;
}
