/** All drawings as data: marks to find, and look-alikes that no detector may take for one. */
import { awardRibbon, medal } from "./award-ribbon.ts";
import { coatOfArms } from "./coat-of-arms.ts";
import { companyLogo } from "./company-logo.ts";
import { courtBadge } from "./court-badge.ts";
import { type Drawing, drawing } from "./drawing.ts";
import { EMBLEM_HEIGHT, EMBLEM_WIDTH, nationalEmblem } from "./emblem.ts";
import { flower } from "./flower.ts";
import { guilloche } from "./guilloche.ts";
import { laurelRosette } from "./laurel-rosette.ts";
import { logos } from "./logos.ts";
import { marketRegulationBadge } from "./market-regulation-badge.ts";
import { ministryHeader, webHeader } from "./ministry-header.ts";
import { crossedFlags, flagCorner, flagIcon, nationalFlag, wavingFlag } from "./national-flag.ts";
import {
	barcode,
	chineseKnot,
	fan,
	fortuneDiamond,
	lantern,
	latheRosette,
	peony,
	swirlRoundel,
	vignette,
} from "./ornaments.ts";
import { partyEmblem, partyFlag } from "./party-emblem.ts";
import { policeBadge } from "./police-badge.ts";
import { procuratorateBadge } from "./procuratorate-badge.ts";
import { schoolCrest } from "./school-crest.ts";
import { fivePointedStar } from "./star.ts";
import { ovalSeal, squareSeal, starSeal } from "./star-seal.ts";
import { banner, foreignFlag, linkedRings, redField, starCircle, starRating, youthBadge } from "./starred.ts";
import { tiananmen } from "./tiananmen.ts";

export type { Drawing } from "./drawing.ts";
export { inkStyle, outlineStyle, STYLES, type Style } from "./style.ts";

const emblem = drawing({
	kind: "national-emblem",
	name: "national-emblem",
	width: EMBLEM_WIDTH,
	height: EMBLEM_HEIGHT,
	paint: nationalEmblem,
});

/** A badge that holds a small emblem is that badge, not a national emblem. */
export const MARKS: readonly Drawing[] = [
	emblem,
	ministryHeader,
	webHeader,
	partyEmblem,
	partyFlag,
	policeBadge,
	procuratorateBadge,
	courtBadge,
	marketRegulationBadge,
	nationalFlag,
	wavingFlag,
	flagIcon,
	flagCorner,
	crossedFlags,
];

export const LOOK_ALIKES: readonly Drawing[] = [
	fivePointedStar,
	starSeal,
	ovalSeal,
	squareSeal,
	companyLogo,
	laurelRosette,
	awardRibbon,
	medal,
	guilloche,
	flower,
	schoolCrest,
	tiananmen,
	coatOfArms,
	...logos,
	latheRosette,
	swirlRoundel,
	chineseKnot,
	fortuneDiamond,
	lantern,
	peony,
	fan,
	barcode,
	vignette,
	starRating,
	starCircle,
	linkedRings,
	foreignFlag,
	redField,
	banner,
	youthBadge,
];

export const DRAWINGS: readonly Drawing[] = [...MARKS, ...LOOK_ALIKES];
