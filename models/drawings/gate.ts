import { mirrored, n, paint } from "./shapes.ts";
import type { EmblemStyle } from "./style.ts";

/**
 * Tiananmen seen from the front, in the units and place it has in the emblem: x 122..478, y 334..459. Two hipped roofs
 * with upturned corners, the hall's ten columns, the terrace with its balustrade, the platform with five arches.
 */
export function gate(s: EmblemStyle): string {
	// The filled halves overlap by one unit, so that no seam shows between them.
	const upper = "M301 344H236L233 334H224L227 352Q220 362 208 368V372H301z";
	const frieze = "M214 372H301V381H214z";
	const lower = "M301 381H210Q204 391 190 396V401H301z";
	const hall = "M206 401H301V417H206z";
	const left = mirrored(`<path d="${upper}${frieze}${lower}${hall}" fill="${s.primary}"/>`, 300);
	const edges = mirrored(
		`<path d="M301 344H236L233 334H224L227 352Q220 362 208 368V372H301M214 372V381M301 381H210Q204 391 190 396V401H301M206 401V416" fill="none" stroke="${s.shade}" stroke-width="${s.line}" stroke-linejoin="round"/>`,
		300,
	);
	const columns = Array.from({ length: 10 }, (_, k) => `M${n(212.7 + k * 19.4)} 403V415`).join("");
	const arches = (
		[
			[300, 11, 18],
			[268, 8, 15],
			[332, 8, 15],
			[232, 7, 13],
			[368, 7, 13],
		] as const
	)
		.map(([x, r, h]) => `M${x - r} 459v${-h}a${r} ${r} 0 0 1 ${2 * r} 0v${h}z`)
		.join("");
	return `${left}${edges}<path d="M126 416H474V424H478L472 459H128L122 424H126z" ${paint(s)}/><path d="M124 425H476" stroke="${s.shade}" stroke-width="${s.line}"/><path d="${columns}" stroke="${s.shade}" stroke-width="${s.line}"/><path d="${arches}" fill="${s.shade}" fill-opacity="0.8"/>`;
}
