/** A picture of the marks that a detector did worst on, to be looked at. */
import { Resvg } from "@resvg/resvg-js";
import sharp from "sharp";
import { drawScene } from "../../models/scenes/scene.ts";
import { lineSvg } from "../../models/scenes/text.ts";
import { FACES } from "../../samples/generator/fonts.ts";
import { type Answer, isFound } from "./marks-figures.ts";

const COLUMNS = 8;
const ROWS = 5;
/** Side of one cell, px, and how much around the mark it shows, over the mark's longer side. */
const CELL = 160;
const SURROUNDINGS = 1.8;

/** The marks least like found, those not found at `threshold` first, as one PNG with what each was drawn and seen as. */
export async function worstCases(all: readonly Answer[], threshold: number): Promise<Buffer> {
	const badness = (a: Answer): number =>
		(isFound(a, 0) ? (a.seen?.confidence ?? 0) : -1) + (a.mark.box.width >= 14 ? 0 : 2);
	const worst = [...all].sort((a, b) => badness(a) - badness(b)).slice(0, COLUMNS * ROWS);
	const cells = await Promise.all(
		worst.map(async (answer, i) => ({
			input: await cellOf(answer, threshold),
			left: (i % COLUMNS) * CELL,
			top: Math.floor(i / COLUMNS) * (CELL + 20),
		})),
	);
	return sharp({ create: { width: COLUMNS * CELL, height: ROWS * (CELL + 20), channels: 3, background: "#fff" } })
		.composite(cells)
		.png()
		.toBuffer();
}

async function cellOf(answer: Answer, threshold: number): Promise<Buffer> {
	const { picture } = await drawScene(answer.seed);
	const { x, y, width, height } = answer.mark.box;
	const side = Math.max(24, SURROUNDINGS * Math.max(width, height));
	const left = Math.max(0, Math.round(x + width / 2 - side / 2));
	const top = Math.max(0, Math.round(y + height / 2 - side / 2));
	const crop = await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
		.extract({
			left,
			top,
			width: Math.min(picture.width - left, Math.round(side)),
			height: Math.min(picture.height - top, Math.round(side)),
		})
		.resize(CELL, CELL, { fit: "contain", background: "#ddd" })
		.png()
		.toBuffer();
	const seen = answer.seen ? `${answer.seen.kind.slice(0, 8)} ${answer.seen.confidence.toFixed(2)}` : "nothing";
	const colour = isFound(answer, threshold) ? "#666" : "#c00";
	const words = `${answer.mark.kind.slice(0, 9)} ${answer.mark.rendering} ${Math.round(width)}px → ${seen}`;
	const label = `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL}" height="20" fill="${colour}">${lineSvg(FACES.sans, words, 2, 14, 9).svg}</svg>`;
	return sharp(crop)
		.extend({ bottom: 20, background: "#fff" })
		.composite([{ input: new Resvg(label).render().asPng(), left: 0, top: CELL }])
		.png()
		.toBuffer();
}
