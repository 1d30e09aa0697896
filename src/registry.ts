/** What is trusted: the registered standards, the issuers' lists, the logos and the rulebook. One plain value, loaded by the store. */
import type { Rulebook } from "./rulebook/schema.ts";
import type { Template } from "./templates/schema.ts";

export interface IssuerEntry {
	name: string;
	/** Other names it is known by: earlier, short or branch names. Absent = none. */
	aliases?: string[] | undefined;
	creditCode: string | null;
	listing: "whitelist" | "blacklist";
	/** Families the entry is about; empty = all. */
	families: string[];
	/** ISO dates, inclusive; null = open. */
	from: string | null;
	to: string | null;
	source: string;
}

/** A logo and who it belongs to. */
export interface RegisteredLogo {
	owner: string;
	/** Unified social credit code of the owner (GB 32100). */
	creditCode: string | null;
	/** SHA-256 of the picture file as it was registered, hex. */
	sha256: string;
	/** The logo alone, upright on white, cut to its edges: PNG, base64. */
	picture: string;
}

export interface Registry {
	templates: readonly Template[];
	issuers: readonly IssuerEntry[];
	logos: readonly RegisteredLogo[];
	rulebook: Rulebook;
}
