import { drawing } from "./drawing.ts";
import { n } from "./shapes.ts";
import { choices } from "./style.ts";

/** Guilloche rosette of security paper: phases of one wavy circle laid over each other (a hypotrochoid family). */
export const guilloche = drawing({
	kind: "look-alike",
	name: "guilloche-rosette",
	width: 200,
	height: 200,
	paint: (s, random) => {
		const { whole, real } = choices(random);
		const lobes = whole(12, 6, 24);
		const ink = s.figure === "#ffffff" ? s.shade : s.figure;
		const line = (middle: number, swing: number, phase: number): string => {
			const points = Array.from({ length: lobes * 16 + 1 }, (_, k) => {
				const a = (2 * Math.PI * k) / (lobes * 16);
				const r = middle + swing * Math.cos(lobes * a + phase);
				return `${n(100 + r * Math.cos(a))} ${n(100 + r * Math.sin(a))}`;
			});
			return `M${points.join("L")}z`;
		};
		const layers = [
			{ middle: 76, swing: real(21, 12, 22), phases: whole(8, 5, 12) },
			{ middle: 44, swing: real(18, 8, 20), phases: whole(6, 4, 10) },
			{ middle: 20, swing: real(10, 5, 14), phases: 4 },
		];
		const d = layers.flatMap(({ middle, swing, phases }) =>
			Array.from({ length: phases }, (_, k) => line(middle, swing, (2 * Math.PI * k) / phases)),
		);
		return `<path d="${d.join("")}" fill="none" stroke="${ink}" stroke-width="0.8"/>`;
	},
});
