import { mirrored, n, paint, stretched } from "./shapes.ts";
import { type Choices, choices, type EmblemStyle } from "./style.ts";

/** Middle line of the gate and height of its ground, in the emblem's units. */
const MIDDLE = 300;
const GROUND = 459;

/**
 * Tiananmen seen from the front, in the units and place it has in the emblem: x 122..478, y 334..459. Two hipped roofs
 * with upturned corners, the hall's ten columns, the terrace with its balustrade, the platform with five arches. Other
 * hands draw it wider or narrower (0.9 to 1.2), with one roof, as a bare silhouette, or on a thin or thick platform.
 */
export function gate(s: EmblemStyle, hand: Choices = choices()): string {
	const { real, oneOf } = hand;
	const drawn = oneOf(exactGate, builtGate, builtGate, builtGate)(s, hand);
	return stretched(drawn, MIDDLE, GROUND, real(1, 0.9, 1.2), real(1, 0.88, 1.12));
}

function exactGate(s: EmblemStyle): string {
	// The filled halves overlap by one unit, so that no seam shows between them.
	const upper = "M301 344H236L233 334H224L227 352Q220 362 208 368V372H301z";
	const frieze = "M214 372H301V381H214z";
	const lower = "M301 381H210Q204 391 190 396V401H301z";
	const hall = "M206 401H301V417H206z";
	const left = mirrored(`<path d="${upper}${frieze}${lower}${hall}" fill="${s.primary}"/>`, MIDDLE);
	const edges = mirrored(
		`<path d="M301 344H236L233 334H224L227 352Q220 362 208 368V372H301M214 372V381M301 381H210Q204 391 190 396V401H301M206 401V416" fill="none" stroke="${s.shade}" stroke-width="${s.line}" stroke-linejoin="round"/>`,
		MIDDLE,
	);
	const columns = Array.from({ length: 10 }, (_, k) => `M${n(212.7 + k * 19.4)} 403V415`).join("");
	const arches = archways(
		[
			[300, 11, 18],
			[268, 8, 15],
			[332, 8, 15],
			[232, 7, 13],
			[368, 7, 13],
		],
		GROUND,
	);
	return `${left}${edges}<path d="M126 416H474V424H478L472 459H128L122 424H126z" ${paint(s)}/><path d="M124 425H476" stroke="${s.shade}" stroke-width="${s.line}"/><path d="${columns}" stroke="${s.shade}" stroke-width="${s.line}"/><path d="${arches}" fill="${s.shade}" fill-opacity="0.8"/>`;
}

const archways = (list: readonly (readonly [x: number, r: number, h: number])[], ground: number): string =>
	list.map(([x, r, h]) => `M${n(x - r)} ${ground}v${n(-h)}a${r} ${r} 0 0 1 ${2 * r} 0v${n(h)}z`).join("");

/** A gate built up from its storeys; how much of it is drawn goes from the silhouette to columns, arches and windows. */
function builtGate(s: EmblemStyle, { real, whole, oneOf }: Choices): string {
	const roofs = oneOf(2, 2, 1);
	const detail = whole(2, 0, 3);
	const platform = real(36, 16, 50);
	const batter = real(6, 0, 16);
	const half = real(174, 150, 178);
	const eave = real(108, 98, 126);
	const curl = real(5, 0, 11);
	const storey = real(15, 10, 20);
	const rise = ((GROUND - platform - 8 - 334) / roofs - storey) * real(1, 0.85, 1);
	const body: string[] = [];
	const lines: string[] = [];
	let foot = GROUND - platform - 8;
	for (let k = 0; k < roofs; k++) {
		const reach = eave * (k ? 0.86 : 1);
		const wall = reach - 14;
		const beam = foot - storey;
		const ridge = beam - rise;
		const top = reach * (k === roofs - 1 ? real(0.7, 0.62, 0.8) : 0.8);
		const roof = `M${MIDDLE + 1} ${n(ridge)}H${n(MIDDLE - top)}l-4 ${n(-curl)}h-6l2 ${n(curl + 4)}Q${n(MIDDLE - reach * 0.9)} ${n(beam - 9)} ${n(MIDDLE - reach)} ${n(beam - curl)}V${n(beam + 3)}H${MIDDLE + 1}`;
		body.push(`${roof}zM${n(MIDDLE - wall)} ${n(beam)}H${MIDDLE + 1}V${n(foot + 1)}H${n(MIDDLE - wall)}z`);
		lines.push(roof);
		if (detail > 1 && k === 0)
			for (let x = MIDDLE - wall; x < MIDDLE; x += wall / 5) lines.push(`M${n(x)} ${n(beam + 5)}V${n(foot)}`);
		if (detail > 2)
			for (let x = MIDDLE - top + 8; x < MIDDLE; x += 14)
				lines.push(`M${n(x)} ${n(ridge + 4)}L${n(x - 6)} ${n(beam - 4)}`);
		foot = ridge;
	}
	const deck = GROUND - platform;
	const terrace = `<path d="M${n(MIDDLE - half + 4)} ${n(deck - 8)}H${n(MIDDLE + half - 4)}V${n(deck)}H${n(MIDDLE + half)}L${n(MIDDLE + half - batter)} ${GROUND}H${n(MIDDLE - half + batter)}L${n(MIDDLE - half)} ${n(deck)}H${n(MIDDLE - half + 4)}z" ${paint(s, detail > 0 ? 1 : 0)}/>`;
	const arch = Math.min(platform * 0.52, 18);
	const arches = archways(
		[
			[300, 11, arch],
			...(detail > 1 ? [30, 66].flatMap((x) => [-x, x].map((at) => [300 + at, 8, arch * 0.8] as const)) : []),
		],
		GROUND,
	);
	const windows = oneOf("", `M${n(MIDDLE - half)} ${n(deck)}H${n(MIDDLE + half)}`);
	return [
		terrace,
		mirrored(`<path d="${body.join("")}" fill="${s.primary}"/>`, MIDDLE),
		detail > 0
			? mirrored(
					`<path d="${lines.join("")}" fill="none" stroke="${s.shade}" stroke-width="${n(s.line * 0.9)}" stroke-linejoin="round"/>`,
					MIDDLE,
				)
			: "",
		detail > 0 ? `<path d="${arches}" fill="${s.shade}" fill-opacity="0.8"/>` : "",
		detail > 1 ? `<path d="${windows}" stroke="${s.shade}" stroke-width="${n(s.line)}"/>` : "",
	].join("");
}
