/** Every rule, in the order of the report contract: one for each finding code, and none is ever left out. */
import { certificateNumber } from "./field/certificate-number.ts";
import { claim } from "./field/claim.ts";
import { date } from "./field/date.ts";
import { identityNumber } from "./field/identity-number.ts";
import { issuerSeal } from "./field/issuer-seal.ts";
import { level } from "./field/level.ts";
import { lookupAddress } from "./field/lookup-address.ts";
import { edited } from "./integrity/edited.ts";
import { recaptured } from "./integrity/recaptured.ts";
import { blacklisted } from "./issuer/blacklisted.ts";
import { unlisted } from "./issuer/unlisted.ts";
import { displaced } from "./layout/displaced.ts";
import { extra } from "./layout/extra.ts";
import { missing } from "./layout/missing.ts";
import { title } from "./layout/title.ts";
import { wording } from "./layout/wording.ts";
import { authorityLogo } from "./mark/authority-logo.ts";
import { nationalEmblem } from "./mark/national-emblem.ts";
import { thirdPartyLogo } from "./mark/third-party-logo.ts";
import { watermark } from "./mark/watermark.ts";
import type { Rule } from "./rule.ts";
import { authority } from "./wording/authority.ts";
import { endorsement } from "./wording/endorsement.ts";
import { institutionName } from "./wording/institution-name.ts";
import { nationalName } from "./wording/national-name.ts";
import { promotion } from "./wording/promotion.ts";
import { reservedTerm } from "./wording/reserved-term.ts";

export const RULES: readonly Rule[] = [
	nationalName,
	reservedTerm,
	authority,
	endorsement,
	promotion,
	institutionName,
	nationalEmblem,
	authorityLogo,
	thirdPartyLogo,
	watermark,
	title,
	missing,
	displaced,
	extra,
	wording,
	certificateNumber,
	identityNumber,
	date,
	level,
	lookupAddress,
	issuerSeal,
	claim,
	blacklisted,
	unlisted,
	edited,
	recaptured,
];
