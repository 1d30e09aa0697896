import { drawing } from "./drawing.ts";
import { annulus, branch, mirrored, mockText, n, paint, star } from "./shapes.ts";
import { choices, clothOf, houseColours, type Style } from "./style.ts";

/** School crest: two rings with characters between them; a book, a gate tower, a hill or a torch in the middle. */
export const schoolCrest = drawing({
	kind: "look-alike",
	name: "school-crest",
	width: 200,
	height: 200,
	paint: (style, random) => {
		const choice = choices(random);
		const { whole, oneOf } = choice;
		const s = houseColours({ ...style, line: style.line * 0.5 }, choice);
		const band = clothOf(s);
		const letter =
			band === s.primary || s.primary === "#ffffff" ? (band === "#ffffff" ? s.shade : "#ffffff") : "#ffffff";
		const count = whole(8, 6, 12);
		const letters = Array.from(
			{ length: count },
			(_, k) =>
				`<g transform="rotate(${n((k - (count - 1) / 2) * (170 / count))} 100 100)">${mockText(92, 8, 16, 1, letter)}</g>`,
		);
		const marks = whole(16, 10, 22);
		const latin = Array.from(
			{ length: marks },
			(_, k) =>
				`<path d="M97 182h6v9h-6z" fill="${letter}" transform="rotate(${n((k - (marks - 1) / 2) * 7)} 100 100)"/>`,
		);
		const laurel = oneOf(false, true)
			? mirrored(
					branch({ cx: 100, cy: 100, radius: 55, from: 188, to: 300, pairs: 9, length: 13, width: 6, spread: 30 }, s),
					100,
				)
			: "";
		return `<path fill-rule="evenodd" d="${annulus(100, 100, 98, 67)}" fill="${band}" stroke="${s.shade}" stroke-width="${n(s.line)}"/><circle cx="100" cy="100" r="96" fill="none" stroke="${letter}" stroke-width="1.6"/>${letters.join("")}${latin.join("")}${laurel}${oneOf(book, tower, hill)({ ...s, primary: band, shade: letter })}`;
	},
});

const book = (s: Style): string =>
	`${mirrored(`<path d="M100 92Q82 80 62 86V126Q82 120 100 132z" ${paint(s)}/>`, 100)}${star(100, 68, 14, 0, s)}`;
const tower = (s: Style): string =>
	`<path d="M62 132V108H138V132H112V120Q100 110 88 120V132zM56 104L72 92H128L144 104zM72 88L86 74H114L128 88zM98 60H102V74H98z" ${paint(s)}/>`;
const hill = (s: Style): string =>
	`<path d="M48 118L80 72L100 100L116 82L152 118z" ${paint(s)}/><path d="M50 126q12-8 25 0t25 0t25 0t25 0v6q-12 8-25 0t-25 0t-25 0t-25 0z" ${paint(s)}/>`;
