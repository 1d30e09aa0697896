/** A drawing in the middle of a stamp: round or oval, a name round it, no star unless the drawing is one. */
import { glyphSvg } from "../../samples/generator/fonts.ts";
import type { Random } from "../../samples/generator/random.ts";
import type { Drawing, Style } from "../drawings/index.ts";
import { chinese, TEXT_FACES } from "./text.ts";

/** The seal as a drawing of its own; its place is that of the drawing in the middle. */
export function sealed(middle: Drawing, random: Random): Drawing {
	const squash = random.chance(0.12) ? random.float(0.66, 0.8) : 1;
	// Headers are wide: in a seal only their width counts.
	const size = random.float(0.3, 0.46) * Math.min(1, middle.aspect * 1.1);
	const origin = { x: 0.5 - size / 2, y: (0.5 - random.float(0, 0.04)) * squash - size / middle.aspect / 2 };
	const { place } = middle;
	return {
		kind: middle.kind,
		name: middle.name,
		aspect: 1 / squash,
		place: {
			x: origin.x + place.x * size,
			y: origin.y + place.y * size,
			width: place.width * size,
			height: place.height * size,
		},
		draw: (style, inner) => {
			const ink = style.secondary === "none" ? style.primary : style.shade;
			return `${surround(ink, squash, random)}<g transform="translate(${origin.x} ${origin.y}) scale(${size})">${middle.draw(style, inner)}</g>`;
		},
	};
}

function surround(ink: Style["primary"], squash: number, random: Random): string {
	const rim = random.float(0.012, 0.035);
	const characters = [...chinese(random.int(6, 20), random)];
	const size = Math.min(random.float(0.1, 0.14), 2 / (characters.length + 2));
	const face = random.pick(TEXT_FACES);
	const step = Math.min(32, 265 / Math.max(1, characters.length - 1));
	const radius = 0.5 - rim - random.float(0.015, 0.04) - size * 0.9;
	const letters = characters.map((c, k) => {
		const turn = (k - (characters.length - 1) / 2) * step;
		return `<g transform="rotate(${turn.toFixed(2)} 0.5 0.5) translate(${(0.5 - size / 2).toFixed(4)} ${(0.5 - radius).toFixed(4)}) scale(0.01)">${glyphSvg(face, c, 0, 0, size * 100)}</g>`;
	});
	const foot = random.chance(0.35)
		? [...chinese(random.int(4, 7), random)].map(
				(c, k, all) =>
					`<g transform="translate(${(0.5 + (k - all.length / 2) * 0.075).toFixed(4)} 0.84) scale(0.01)">${glyphSvg(face, c, 0, 0, 7)}</g>`,
			)
		: [];
	const inner = random.chance(0.15)
		? `<circle cx="0.5" cy="0.5" r="${(radius - 0.02).toFixed(4)}" fill="none" stroke="${ink}" stroke-width="0.006"/>`
		: "";
	return `<g transform="scale(1 ${squash})" fill="${ink}"><circle cx="0.5" cy="0.5" r="${(0.5 - rim / 2).toFixed(4)}" fill="none" stroke="${ink}" stroke-width="${rim}"/>${inner}${letters.join("")}${foot.join("")}</g>`;
}
