/** Thirty invented institutions with a logo each: what a registry of logos holds. */
import { LOOK_ALIKES, STYLES, type Style } from "../../../models/drawings/index.ts";
import type { Box } from "../../../src/geometry.ts";
import { Random } from "../random.ts";
import type { Sheet } from "./sheet.ts";

export interface OwnedLogo {
	owner: string;
	/** Width over height. */
	aspect: number;
	/** SVG group, 1 wide and 1 / aspect high. */
	draw: (style: Style) => string;
}

const PLACES = ["临江", "云溪", "海澜", "南屿", "北塬", "青垣"];
const TRADES = ["餐饮服务行业协会", "家政服务有限公司", "电梯工程有限公司", "教育科技有限公司", "物流装备集团"];
/** Drawings that a company or school could have as its logo. */
const FIGURES = LOOK_ALIKES.filter(({ name }) => /logo|crest|rosette|arms|rings|roundel|flower|vignette/.test(name));
/** Seed of the first logo's structure. */
const FIRST_SEED = 77_000;

export const OWNED_LOGOS: readonly OwnedLogo[] = PLACES.flatMap((place) => TRADES.map((trade) => place + trade)).map(
	(owner, k) => {
		const figure = FIGURES[k % FIGURES.length] as (typeof FIGURES)[number];
		return {
			owner,
			aspect: figure.aspect,
			draw: (style) => figure.draw(style, new Random(FIRST_SEED + k)),
		};
	},
);

/** The logo alone as an SVG document, in its own colours. */
export const logoFile = ({ aspect, draw }: OwnedLogo): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="${Math.round(400 / aspect)}" viewBox="0 0 1 ${1 / aspect}">${draw(STYLES.colour)}</svg>`;

/** Draws a logo, `width` mm wide and turned about its middle by `degrees` clockwise; returns the box of the unturned logo. */
export function drawLogo(
	sheet: Sheet,
	logo: Pick<OwnedLogo, "aspect" | "draw">,
	at: { x: number; y: number; width: number; degrees: number },
	style: Style,
	owner?: string,
): Box {
	const { x, y, width, degrees } = at;
	const box = { x, y, width, height: width / logo.aspect };
	const turn = `rotate(${degrees.toFixed(2)} ${(x + width / 2).toFixed(2)} ${(y + box.height / 2).toFixed(2)})`;
	sheet.draw(
		`<g transform="${turn} translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${width.toFixed(4)})">${logo.draw(style)}</g>`,
	);
	sheet.mark("logo", box, null, owner);
	return box;
}
