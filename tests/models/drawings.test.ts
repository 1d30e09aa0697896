import { createHash } from "node:crypto";
import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it, test } from "vitest";
import { EMBLEM_HEIGHT, EMBLEM_STYLES, EMBLEM_WIDTH, nationalEmblem } from "../../models/drawings/emblem.ts";
import {
	DRAWINGS,
	type Drawing,
	LOOK_ALIKES,
	MARKS,
	outlineStyle,
	STYLES,
	type Style,
} from "../../models/drawings/index.ts";
import { Random } from "../../samples/generator/random.ts";
import { MARK_KINDS } from "../../src/evidence.ts";

/** Width of a drawing in pixels, and the empty border kept round it to see what sticks out. */
const WIDTH = 80;
const BORDER = 8;
/** Opacity (of 255) from which a pixel counts as printed, and how much darker than white paper it then is to be seen. */
const PRINTED = 24;
const SEEN = 24;

/** Asymmetry of a mirrored drawing is rounding only. */
const LOPSIDED = 0.0005;

/** White figures with black contours and nothing behind them: the hardest style to stay visible in. */
const OPEN_CONTOURS: Style = { ...outlineStyle("#000000"), secondary: "none", tertiary: "none", figure: "#000000" };

interface Picture {
	width: number;
	height: number;
	/** RGBA, not on any ground. */
	pixels: Buffer;
}

function rendered(group: string, aspect: number): Picture {
	const border = BORDER / WIDTH;
	const [w, h] = [1 + 2 * border, 1 / aspect + 2 * border];
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-border} ${-border} ${w} ${h}">${group}</svg>`;
	const image = new Resvg(svg, {
		fitTo: { mode: "width", value: WIDTH + 2 * BORDER },
		font: { loadSystemFonts: false },
	}).render();
	return { width: image.width, height: image.height, pixels: image.pixels };
}

const render = (d: Drawing, style: Style, seed?: number): Picture =>
	rendered(d.draw(style, seed === undefined ? undefined : new Random(seed)), d.aspect);

/** Pixels seen on white paper inside the unit box, and those printed outside it, half a pixel of smoothing apart. */
function coverage({ width, height, pixels }: Picture): { inside: number; outside: number } {
	const counts = { inside: 0, outside: 0 };
	// Colours are multiplied by their opacity already.
	const seen = (i: number): boolean =>
		[0, 1, 2].some((c) => (pixels[4 * i + 3] as number) - (pixels[4 * i + c] as number) > SEEN);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			if ((pixels[4 * (y * width + x) + 3] as number) < PRINTED) continue;
			const out = x < BORDER - 1 || y < BORDER - 1 || x > width - BORDER || y > height - BORDER;
			if (out) counts.outside++;
			else if (seen(y * width + x)) counts.inside++;
		}
	return counts;
}

/** Mean difference of two pictures of one size, 0..255, in colour and opacity. */
function difference(a: Picture, b: Picture): number {
	let sum = 0;
	for (let i = 0; i < a.pixels.length; i++) sum += Math.abs((a.pixels[i] as number) - (b.pixels[i] as number));
	return sum / a.pixels.length;
}

/** Share of pixels that change by more than a quarter of the range when the picture is mirrored. */
function asymmetry(picture: Picture): number {
	const mirror = flipped(picture);
	const strays = Array.from({ length: picture.pixels.length / 4 }, (_, i) =>
		[0, 1, 2, 3].some(
			(c) => Math.abs((picture.pixels[4 * i + c] as number) - (mirror.pixels[4 * i + c] as number)) > 64,
		),
	);
	return strays.filter(Boolean).length / strays.length;
}

function flipped({ width, height, pixels }: Picture): Picture {
	const out = Buffer.alloc(pixels.length);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const from = 4 * (y * width + x);
			pixels.copy(out, 4 * (y * width + width - 1 - x), from, from + 4);
		}
	return { width, height, pixels: out };
}

const named = (name: string): Drawing => {
	const found = DRAWINGS.find((d) => d.name === name);
	if (!found) throw new RangeError(`no drawing ${name}`);
	return found;
};

describe("the list", () => {
	test("names every drawing once", () => {
		const names = DRAWINGS.map((d) => d.name);
		expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
	});

	test("has a drawing of every reserved mark, and only kinds that evidence knows", () => {
		const kinds = new Set(MARKS.map((d) => d.kind));
		expect([...kinds].sort()).toEqual([
			"court-badge",
			"market-regulation-badge",
			"national-emblem",
			"national-flag",
			"party-emblem",
			"police-badge",
			"procuratorate-badge",
		]);
		expect([...kinds].filter((kind) => !(MARK_KINDS as readonly string[]).includes(kind))).toEqual([]);
	});

	test("has every look-alike", () => {
		expect(LOOK_ALIKES.every((d) => d.kind === "look-alike")).toBe(true);
		expect(LOOK_ALIKES.length).toBeGreaterThan(45);
		expect(LOOK_ALIKES.map((d) => d.name)).toEqual(
			expect.arrayContaining([
				"award-ribbon",
				"coat-of-arms",
				"five-pointed-star",
				"flower",
				"gear-and-wheat-logo",
				"guilloche-rosette",
				"laurel-rosette",
				"medal",
				"school-crest",
				"star-seal",
				"tiananmen",
				"ear-ring-logo",
				"youth-badge",
				"foreign-flag",
				"law-firm-logo",
				"security-shield",
			]),
		);
	});

	test("places each mark inside its unit box", () => {
		for (const { place, aspect } of DRAWINGS) {
			expect(Math.min(place.x, place.y)).toBeGreaterThanOrEqual(0);
			expect(place.x + place.width).toBeLessThanOrEqual(1 + 1e-9);
			expect(place.y + place.height).toBeLessThanOrEqual(1 / aspect + 1e-9);
		}
	});
});

describe.each(DRAWINGS)("$name", (d) => {
	const styles = Object.entries(STYLES);

	it.each(styles)("is drawn %s inside its box", (_name, style) => {
		const { inside, outside } = coverage(render(d, style));
		expect(inside).toBeGreaterThan(0.02 * WIDTH * (WIDTH / d.aspect));
		expect(outside).toBe(0);
	});

	it("looks different in every style", () => {
		const pictures = styles.map(([, style]) => render(d, style));
		const alike = pictures.flatMap((a, i) =>
			pictures
				.slice(i + 1)
				.flatMap((b, k) => (difference(a, b) < 0.1 ? [[styles[i]?.[0], styles[i + 1 + k]?.[0]]] : [])),
		);
		expect(alike).toEqual([]);
	});

	it("stays inside its box whatever the seed, and the same seed draws the same", () => {
		for (let seed = 100; seed < 106; seed++) {
			const { inside, outside } = coverage(render(d, STYLES.relief, seed));
			expect(inside, `seed ${seed}`).toBeGreaterThan(0);
			expect(outside, `seed ${seed}`).toBe(0);
		}
	});

	it("is drawn the same from the same seed, and shows on paper in every style from another", () => {
		const all = [...styles, ["contours on open ground", OPEN_CONTOURS] as const];
		for (const [k, [name, style]] of all.entries()) {
			expect(d.draw(style, new Random(7))).toBe(d.draw(style, new Random(7)));
			expect(coverage(render(d, style, 40 + k)).inside, name).toBeGreaterThan(0.005 * WIDTH * (WIDTH / d.aspect));
		}
	});
});

/** Every drawing must give a training set more than one picture: what differs must show, not just the numbers. */
test.each(DRAWINGS.map((d) => d.name))("%s varies with the seed", (name) => {
	const pictures = [0, 1, 2, 3, 4, 5].map((seed) => render(named(name), STYLES.colour, seed));
	const changes = pictures.slice(1).filter((picture) => difference(pictures[0] as Picture, picture) > 0.3);
	expect(changes.length).toBeGreaterThan(1);
});

describe("the national emblem", () => {
	test.each(Object.keys(STYLES) as (keyof typeof STYLES)[])("is left-right symmetric in %s", (style) => {
		const picture = render(named("national-emblem"), { ...STYLES[style], facet: 0 });
		expect(asymmetry(picture)).toBeLessThan(LOPSIDED);
	});

	test("is, by the usual hand, what the sample photos are printed with", () => {
		const prints = (["colour", "relief", "flat", "gilt"] as const).map((style) =>
			createHash("sha256").update(nationalEmblem(EMBLEM_STYLES[style])).digest("hex").slice(0, 16),
		);
		expect(prints).toEqual(["50f96e58f5de4d31", "d6de1f8e554cddbe", "77d9a1bd2de27fb3", "2360bd7d788f268e"]);
	});

	test("is symmetric from every draughtsman's hand, and no two hands are alike", () => {
		const hands = [1, 2, 3, 4].map((seed) => render(named("national-emblem"), { ...STYLES.flat, facet: 0 }, seed));
		for (const picture of hands) expect(asymmetry(picture)).toBeLessThan(LOPSIDED);
		for (const [i, a] of hands.entries())
			for (const b of hands.slice(i + 1)) expect(difference(a, b)).toBeGreaterThan(0.2);
	});

	test("fills its 600 × 648 units", () => {
		const { width, height, pixels } = rendered(
			`<g transform="scale(${1 / EMBLEM_WIDTH})">${nationalEmblem(EMBLEM_STYLES.flat)}</g>`,
			EMBLEM_WIDTH / EMBLEM_HEIGHT,
		);
		const printed = Array.from({ length: width * height }, (_, i) => i).filter(
			(i) => (pixels[4 * i + 3] as number) > 127,
		);
		const xs = printed.map((i) => i % width);
		const ys = printed.map((i) => Math.floor(i / width));
		const extent = (list: number[]): [number, number] => [Math.min(...list) - BORDER, Math.max(...list) + 1 - BORDER];
		for (const [[from, to], full] of [
			[extent(xs), WIDTH],
			[extent(ys), (WIDTH * EMBLEM_HEIGHT) / EMBLEM_WIDTH],
		] as const) {
			expect(Math.abs(from)).toBeLessThanOrEqual(1);
			expect(Math.abs(to - full)).toBeLessThanOrEqual(1);
		}
	});
});

test("a flag's large star has four small ones to its right, all on the red field's upper left quarter", () => {
	const { width, pixels } = render(named("national-flag"), STYLES.flat);
	const gold: [number, number][] = [];
	for (let i = 0; i < pixels.length / 4; i++)
		if ((pixels[4 * i + 1] as number) > 150) gold.push([(i % width) - BORDER, Math.floor(i / width) - BORDER]);
	const at = (x: number, y: number): boolean =>
		gold.some(([u, v]) => Math.hypot(u - (x / 30) * WIDTH, v - (y / 30) * WIDTH) < 2.5);
	expect([at(5, 5), at(10, 2), at(12, 4), at(12, 7), at(10, 9)]).toEqual([true, true, true, true, true]);
	expect(gold.filter(([x, y]) => x > WIDTH / 2 || y > WIDTH / 3)).toEqual([]);
});
