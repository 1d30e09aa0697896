/** The rulebook that ships: assembled from its parts and validated when it is loaded. */
import { clauses } from "./data/clauses.ts";
import { departments } from "./data/departments.ts";
import { unregisteredFamilies } from "./data/families.ts";
import { lookupHosts } from "./data/hosts.ts";
import { permitted } from "./data/permitted.ts";
import { forbiddenWords } from "./data/words.ts";
import { type Rulebook, rulebookSchema } from "./schema.ts";

/** Raised with every change of the data: a report names the rulebook it was judged by. */
export const rulebookVersion = "2026-11-22";

const SKILL_PILOT = "2019-01-01";
const BOOKLET_START = "1994-01-01";

/** Throws when the data does not follow the schema: the service refuses to start rather than judge by half a book. */
export const rulebook: Rulebook = rulebookSchema.parse({
	version: rulebookVersion,
	clauses,
	words: forbiddenWords,
	permitted,
	lookupHosts,
	unregisteredFamilies,
	schemes: [
		{ family: "skill-level", start: SKILL_PILOT, source: "人社鉴发〔2019〕2号 (pilot of the numbering rule)" },
		{ family: "vocational-qualification", start: BOOKLET_START, source: "职业资格证书规定 (1994)" },
	],
	recordedBodies: ["skill-level", "special-ability"],
	departments,
});
