/** Looking an issuer up in the registered lists. */
import type { IssuerEntry, Registry } from "../../registry.ts";
import { comparable } from "../../rulebook/folding.ts";
import { editDistance } from "../../text/edit-distance.ts";

export interface FoundIssuer {
	entry: IssuerEntry;
	/** False when the printed name differs by one character that may be a misreading. */
	exact: boolean;
}

/** A name shorter than this must be read without any error. */
const FUZZY_NAME_LENGTH = 6;

/** The name alone: without the note that the seal goes here. */
export const bareName = (printed: string): string =>
	printed
		.normalize("NFKC")
		.replace(/\((?:盖章|公章|印章|章|印)\)|\(?盖章\)?$/gu, "")
		.trim();

/**
 * The entry about this issuer and family in force on `date` (ISO; undefined = on any date). A black listing outweighs a
 * white one. One misread character is forgiven where only one listed name comes into question. Null when there is none.
 */
export function findIssuer(
	registry: Pick<Registry, "issuers">,
	name: string,
	family: string,
	date: string | undefined,
): FoundIssuer | null {
	const entries = entriesAbout(registry, name, family).filter(
		({ entry }) => date === undefined || inForce(entry, date),
	);
	return entries.find(({ entry }) => entry.listing === "blacklist") ?? entries[0] ?? null;
}

/** Every entry about this issuer and family, whatever its dates. */
export function entriesAbout(registry: Pick<Registry, "issuers">, name: string, family: string): FoundIssuer[] {
	const wanted = comparable(bareName(name));
	const about = registry.issuers
		.filter(({ families }) => families.length === 0 || families.includes(family))
		.flatMap((entry) => namesOf(entry).map((known) => ({ entry, key: comparable(known) })));
	const exact = about.filter(({ key }) => key === wanted);
	if (exact.length > 0) return [...new Set(exact.map(({ entry }) => entry))].map((entry) => ({ entry, exact: true }));
	if (wanted.length < FUZZY_NAME_LENGTH) return [];
	const near = about.filter(({ key }) => Math.abs(key.length - wanted.length) <= 1 && editDistance(key, wanted) === 1);
	// Several entries, and a name beside an alias of it, are one issuer.
	const entries = [...new Set(near.map(({ entry }) => entry))];
	const unambiguous = new Set(entries.map((entry) => comparable(entry.name))).size === 1;
	return unambiguous ? entries.map((entry) => ({ entry, exact: false })) : [];
}

/** Every name an entry's issuer is known by, its registered one first. */
export const namesOf = ({ name, aliases = [] }: Pick<IssuerEntry, "name" | "aliases">): string[] => [name, ...aliases];

/** A printed name and the other names of the issuer that bears it on any list. */
export function synonymsOf(registry: Pick<Registry, "issuers">, name: string): string[] {
	const wanted = comparable(bareName(name));
	const same = registry.issuers.map(namesOf).filter((names) => names.some((known) => comparable(known) === wanted));
	return [...new Set([name, ...same.flat()])];
}

export const inForce = ({ from, to }: Pick<IssuerEntry, "from" | "to">, date: string): boolean =>
	(from === null || from <= date) && (to === null || date <= to);
