/**
 * Folding: the characters behind the disguise. Full and half width, traditional forms, look-alike characters and
 * separators between characters are undone, and every folded character remembers where it came from.
 */

/** Traditional and look-alike forms of the characters that occur in the rulebook, each row: plain form, then disguises. */
const VARIANTS = [
	"国國囯圀囶囻",
	"华華崋",
	"联聯聨",
	"业業",
	"职職耺",
	"资資",
	"执執",
	"证證証",
	"员員",
	"岗崗",
	"门門⻔",
	"凭憑凴",
	"据據",
	"录錄録彔",
	"专專",
	"术術",
	"务務",
	"级級",
	"项項",
	"监監",
	"制製",
	"厅廳",
	"总總",
	"权權",
	"鉴鑒鑑",
	"评評",
	"认認",
	"积積",
	"学學",
	"户戶",
	"补補",
	"贴貼",
	"导導",
	"无無",
	"龄齡",
	"构構",
	"体體",
	"备備",
	"统統",
	"网網",
	"试試",
	"单單",
	"历歷曆",
	"师師",
	"协協",
	"会會",
	"长長⻓",
	"书書",
	"万萬",
	"过過",
	"称稱",
	"荐薦",
	"劳勞",
	"动動",
	"社社",
	"农農",
	"卫衛",
	"质質",
	"设設",
	"标標",
	"开開",
	"发發髮",
	"关關",
	"编編",
	"号號",
	"训訓",
	"时時",
	"结結",
	"种種",
	"类類",
	"轻輕",
	"松鬆",
	"进進",
	"运運",
	"环環",
	"园園",
	"东東",
	"广廣",
	"机機",
	"内內",
	"教敎",
	"民⺠",
	"中屮",
	"晋晉",
	"优優",
	"择擇",
	"产產",
	"实實",
] as const;

const TO_PLAIN = new Map(VARIANTS.flatMap(([plain = "", ...others]) => others.map((c) => [c, plain] as const)));

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;
const SPACE = /\s/u;
/** Spaces, dots and strokes with which the characters of a word are set apart. */
const SEPARATOR = /[\s·•・‧∙⋅.。_*|\-–—~]/u;

export interface Folded {
	text: string;
	/** Index into the original of each UTF-16 unit of `text`. */
	origin: number[];
}

/** One character in plain form (NFKC, simplified, look-alikes undone); may be several characters or none. */
function plain(character: string): string {
	if (INVISIBLE.test(character)) return "";
	const single = TO_PLAIN.get(character) ?? character;
	return [...single.normalize("NFKC")].map((c) => TO_PLAIN.get(c) ?? c).join("");
}

function foldWith(original: string, drop: RegExp): Folded {
	let text = "";
	const origin: number[] = [];
	for (let i = 0; i < original.length; ) {
		const character = String.fromCodePoint(original.codePointAt(i) ?? 0);
		const folded = plain(character);
		if (!drop.test(folded)) {
			text += folded;
			for (let k = 0; k < folded.length; k++) origin.push(i);
		}
		i += character.length;
	}
	return { text, origin };
}

/** Folds disguises and drops every separator: what words are looked for in. */
export const foldTight = (original: string): Folded => foldWith(original, SEPARATOR);

/** Folds disguises and drops white space only: what proper phrases are looked for in. */
export const foldLoose = (original: string): Folded => foldWith(original, SPACE);

/** Text for comparing printed wording: folded, without white space, quotes and punctuation. */
export const comparable = (original: string): string => foldTight(original).text.replace(/[^\p{L}\p{N}]/gu, "");

/** True when the two characters around which a word was pulled apart show that they are set apart. */
export const isSeparator = (character: string): boolean => SEPARATOR.test(character);

/** True for one Chinese character. */
export const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);
