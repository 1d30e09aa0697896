/** Whether the name in a seal is the name that is printed, read by a machine from a ring over print. */
import type { Mark } from "../../evidence.ts";
import { approximateOccurrences, editScript, similarity } from "../../rulebook/approximate.ts";
import { comparable } from "../../rulebook/folding.ts";
import { editDistance } from "../../text/edit-distance.ts";

/** `unclear`: the reading decides nothing. */
export type Ownership = "same" | "other" | "unclear";

/** Mean probability of a ring's text from which it may contradict the print, 0..1. */
const RING_CONFIDENCE = 0.85;
/** Names at least this alike are one name read twice; at most that alike, two names, 0..1. */
const SAME = 0.75;
const OTHER = 0.6;
/** Least share of a name that a ring read in part must hold, and the length from which one character may be misread in it. */
const MOST_OF_NAME = 0.6;
const FORGIVING = 8;
/** Differing characters, as a share of the name, that are slips of reading. */
const SLIPS = 1 / 8;
/** A ring shorter than this was not read whole. */
const WHOLE_NAME = 5;
/** Share of a ring's characters that must be other than the printed ones, each read this surely, to make another name. */
const FOREIGN = { share: 0.35, confidence: 0.8 };
/**
 * Names of one town and one kind of body differ in their own part alone: characters side by side. So many of them, each read
 * this surely, with nothing else differing, are another name; slips of reading are single or unsure.
 */
const OWN_PART = { characters: 2, confidence: 0.95 };
/** Ends that a body's name has: a ring that was read only in part has none. */
const BODY =
	/(?:学校|学院|大学|中心|公司|集团|协会|学会|商会|联合会|研究院|研究所|委员会|基金会|部|厅|局|院|所|站|社|厂|店|政府|分校|分公司)$/u;
/** What a special seal adds to the name. */
const SEAL_KIND =
	/(?:\d{10,13}|(?:职业技能等级认定|职业技能鉴定|专项职业能力考核|技能等级认定|培训|考核|考试|评价|认定|证书|业务|合同|教务|行政|财务|学籍|资格)*专用章|公章|印章|之章|印)(?:[(（]?\d{1,2}[)）]?)?$/u;
/** Characters that machines take for each other; the first of each group stands for all. */
const LOOKALIKES = [
	"未末",
	"土士",
	"己已巳",
	"日曰目",
	"人入八",
	"千干于",
	"大太犬",
	"司同",
	"源塬原",
	"训圳",
	"洲州",
	"宏弘",
	"辉晖",
	"岭冷",
	"晨晟",
	"局晨",
	"设没",
	"校较",
	"枝技",
	"帅师",
	"天夫",
	"市布",
	"工王",
	"今令",
	"鸟乌",
	"贝见",
	"华毕",
	"明朋",
	"心必",
	"木本",
	"才寸",
	"力刀",
];
const STANDS_FOR = new Map(LOOKALIKES.flatMap(([first = "", ...others]) => others.map((c) => [c, first] as const)));

/** Compares a seal's first line with a printed name. */
export function ownership(seal: Mark, printed: string): Ownership {
	const name = canonical(printed);
	const { text, confidence } = ringOf(seal);
	if (text.length === 0 || name.length === 0) return "unclear";
	const turned = bestTurn(text, name);
	const ring = rotate([...text], turned).join("");
	const edits = editScript(ring, name).filter(({ kind }) => kind !== "same");
	if (isPart(text, name)) return "same";
	const alike = similarity(ring, name);
	const told = text.length >= WHOLE_NAME && (seal.textConfidence ?? 0) >= RING_CONFIDENCE;
	const sure = rotate(confidence, turned);
	// What a ring lacks may just not have been read: only characters that the printed name does not have contradict it.
	const foreign = edits.filter(({ kind, seen }) => kind !== "delete" && (sure[seen] ?? 0) >= FOREIGN.confidence).length;
	if (told && alike <= OTHER && foreign >= FOREIGN.share * text.length && BODY.test(text)) return "other";
	const first = edits[0]?.seen ?? 0;
	const ownPart =
		edits.length >= OWN_PART.characters &&
		edits.length < name.length / 2 &&
		edits.every(({ kind, seen }, i) => kind === "substitute" && seen === first + i) &&
		edits.every(({ seen }) => (sure[seen] ?? 0) >= OWN_PART.confidence);
	if (told && ownPart && BODY.test(text)) return "other";
	return alike >= SAME && edits.length <= Math.max(1, name.length * SLIPS) ? "same" : "unclear";
}

/** The name in the ring as it is compared, and how surely each character was read. */
function ringOf(seal: Mark): { text: string; confidence: number[] } {
	const [line = ""] = (seal.text ?? "").split("\n");
	const units = [...line].flatMap((c, i) =>
		[...comparable(c)].map((unit) => ({ unit, p: seal.charConfidence?.[i] ?? seal.textConfidence ?? 0 })),
	);
	const whole = units.map(({ unit }) => unit).join("");
	const bare = whole.replace(SEAL_KIND, "");
	return { text: canonical(bare), confidence: units.slice(0, bare.length).map(({ p }) => p) };
}

const canonical = (text: string): string =>
	[...comparable(text)].map((character) => STANDS_FOR.get(character) ?? character).join("");

/** A ring is read from anywhere on the circle: the turn at which it is most like the name. */
function bestTurn(ring: string, name: string): number {
	const characters = [...ring];
	const distances = characters.map((_, k) => editDistance(rotate(characters, k).join(""), name));
	return distances.indexOf(Math.min(...distances));
}

const rotate = <T>(list: readonly T[], by: number): T[] => [...list.slice(by), ...list.slice(0, by)];

/**
 * One name is part of the other: a branch or a department, a ring read in part. What little is left of a ring may be words that
 * many names share, so it must be most of the name.
 */
function isPart(ring: string, name: string): boolean {
	const [long, short] = ring.length > name.length ? [ring, name] : [name, ring];
	const enough = ring.length > name.length ? WHOLE_NAME : Math.max(WHOLE_NAME, MOST_OF_NAME * name.length);
	return short.length >= enough && approximateOccurrences(long, short, short.length >= FORGIVING ? 1 : 0).length > 0;
}
