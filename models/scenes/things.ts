/** What else stands on pages, as SVG in the page's own units: frames, patterns, pictures, codes, seals, signatures. */
import type { Random } from "../../samples/generator/random.ts";
import type { Box } from "../../src/geometry.ts";
import { LOOK_ALIKES, STYLES } from "../drawings/index.ts";
import { hex, hsl, ink, redInk } from "./colour.ts";
import { sealed } from "./sealed.ts";
import { anyText, lineSvg, TEXT_FACES } from "./text.ts";

interface Size {
	width: number;
	height: number;
}

const n = (v: number): string => v.toFixed(2);
const points = (list: readonly (readonly [number, number])[]): string =>
	`M${list.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}`;
const rect = (b: Box, fill: string): string =>
	`<rect x="${n(b.x)}" y="${n(b.y)}" width="${n(b.width)}" height="${n(b.height)}" fill="${fill}"/>`;

/** One to three rules round the page, with corner pieces at times. */
export function frame({ width, height }: Size, colour: string, unit: number, random: Random): string {
	const rules = Array.from({ length: random.int(1, 3) }, (_, k) => {
		const d = (random.float(3, 7) + 2.4 * k) * unit;
		const dash = random.chance(0.2) ? ` stroke-dasharray="${n(random.float(0.5, 3) * unit)}"` : "";
		return `<rect x="${n(d)}" y="${n(d)}" width="${n(width - 2 * d)}" height="${n(height - 2 * d)}" fill="none" stroke="${colour}" stroke-width="${n(random.float(0.2, 2.4) * unit)}"${dash}/>`;
	});
	const inset = 12 * unit;
	const corners = random.chance(0.4)
		? [
				[inset, inset],
				[width - inset, inset],
				[inset, height - inset],
				[width - inset, height - inset],
			].map(([x = 0, y = 0]) =>
				ornament({ x: x - inset / 2, y: y - inset / 2, width: inset, height: inset }, colour, random),
			)
		: [];
	return rules.join("") + corners.join("");
}

/** Families of wavy or circular lines over the page. */
export function guillocheBand({ width, height }: Size, colour: string, random: Random): string {
	const [fx, swing] = [random.float(2, 14) / width, random.float(0.01, 0.08) * height];
	const count = random.int(10, 50);
	const round = random.chance(0.35);
	const [cx, cy] = [random.float(0.2, 0.8) * width, random.float(0.2, 0.8) * height];
	const [petals, depth] = [random.int(3, 24), random.float(0.02, 0.3)];
	const lines = Array.from({ length: count }, (_, k) =>
		round
			? points(
					Array.from({ length: 121 }, (_, i) => {
						const a = (i / 120) * 2 * Math.PI;
						const r = (height / 1.6) * ((k + 1) / count) * (1 + depth * Math.cos(petals * a + k / 3));
						return [cx + r * Math.cos(a), cy + r * Math.sin(a)] as const;
					}),
				)
			: points(
					Array.from({ length: 61 }, (_, i) => {
						const x = (i / 60) * width;
						return [x, ((k + 0.5) / count) * height + swing * Math.sin(6.283 * fx * x + k * 0.35)] as const;
					}),
				),
	);
	return `<path d="${lines.join("")}" fill="none" stroke="${colour}" stroke-width="${n((random.float(0.08, 0.4) * width) / 297)}" opacity="${n(random.float(0.08, 0.4))}"/>`;
}

/** Coloured stripes along edges. */
export function bands({ width, height }: Size, random: Random): string {
	return Array.from({ length: random.int(1, 3) }, () => {
		const fill = hex(ink(random));
		const size = random.float(0.02, 0.14);
		return random.pick(
			[
				{ x: 0, y: 0, width, height: size * height },
				{ x: 0, y: height * (1 - size), width, height: size * height },
				{ x: 0, y: 0, width: size * width, height },
				{ x: random.float(0, 0.8) * width, y: 0, width: size * 0.4 * width, height },
			].map((b) => rect(b, fill)),
		);
	}).join("");
}

/** Ruled cells, some with print. */
export function table(box: Box, colour: string, random: Random): string {
	const [rows, columns] = [random.int(2, 6), random.int(2, 5)];
	const [h, w] = [box.height / rows, box.width / columns];
	const rules = [
		...Array.from({ length: rows + 1 }, (_, k) => `M${n(box.x)} ${n(box.y + k * h)}h${n(box.width)}`),
		...Array.from({ length: columns + 1 }, (_, k) => `M${n(box.x + k * w)} ${n(box.y)}v${n(box.height)}`),
	];
	const face = random.pick(TEXT_FACES);
	const size = Math.min(h * 0.6, w / 4);
	const cells = Array.from({ length: rows * columns }, (_, k) =>
		random.chance(0.6)
			? lineSvg(
					face,
					anyText(3, random).slice(0, 5),
					box.x + (k % columns) * w + 0.1 * w,
					box.y + Math.floor(k / columns) * h + 0.7 * h,
					size,
				).svg
			: "",
	);
	return `<path d="${rules.join("")}" fill="none" stroke="${colour}" stroke-width="${n(Math.max(0.15, box.width * random.float(0.001, 0.006)))}"/><g fill="${colour}">${cells.join("")}</g>`;
}

/** A picture of something: a head, hills under a sky, discs and blocks, streaks. */
export function photo(box: Box, random: Random): string {
	const colour = (): string => hex(hsl(random.float(0, 360), random.float(0, 0.8), random.float(0.1, 0.9)));
	const at = (u: number, v: number): string => `${n(box.x + u * box.width)} ${n(box.y + v * box.height)}`;
	const id = `p${random.digits(8)}`;
	const size = Math.min(box.width, box.height);
	const disc = (u: number, v: number, r: number, fill: string): string =>
		`<ellipse cx="${n(box.x + u * box.width)}" cy="${n(box.y + v * box.height)}" rx="${n(r * size)}" ry="${n(r * size * 1.2)}" fill="${fill}"/>`;
	const sky = `<linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient>${rect(box, `url(#${id})`)}`;
	const inside = random.pick([
		() =>
			disc(0.5, 1, 0.42, colour()) +
			disc(0.5, 0.36, 0.23, hex(hsl(0, 0, random.float(0.05, 0.25)))) +
			disc(0.5, 0.42, 0.19, hex(hsl(random.float(15, 32), 0.5, random.float(0.6, 0.82)))),
		() =>
			Array.from({ length: random.int(2, 5) }, (_, k) => {
				const [a, b, c] = [random.float(0.2, 0.8), random.float(0.2, 0.8), random.float(0.3, 0.9)];
				return `<path d="M${at(0, a)}L${at(random.float(0.2, 0.5), b)}L${at(random.float(0.5, 0.8), c)}L${at(1, a * 0.5 + 0.3)}L${at(1, 1)}L${at(0, 1)}z" fill="${colour()}" opacity="${0.5 + k * 0.1}"/>`;
			}).join(""),
		() =>
			Array.from({ length: random.int(6, 40) }, () =>
				random.chance(0.5)
					? disc(random.next(), random.next(), random.float(0.02, 0.2), colour())
					: `<path d="M${at(random.next(), random.next())}L${at(random.next(), random.next())}L${at(random.next(), random.next())}z" fill="${colour()}" opacity="0.7"/>`,
			).join(""),
		() =>
			Array.from(
				{ length: 60 },
				() =>
					`<path d="M${at(random.next(), random.next())}L${at(random.next(), random.next())}" stroke="${colour()}" stroke-width="${n(random.float(0.005, 0.05) * size)}"/>`,
			).join(""),
	])();
	return `<clipPath id="c${id}">${rect(box, "#000000")}</clipPath><g clip-path="url(#c${id})">${sky}${inside}</g>`;
}

/** Black and white cells with the three corner squares of a code. */
export function qrLike(box: Box, random: Random): string {
	const side = random.int(21, 45);
	const cell = box.width / side;
	const finder = (c: number, r: number): boolean =>
		(c < 8 && r < 8) || (c >= side - 8 && r < 8) || (c < 8 && r >= side - 8);
	const dots: string[] = [];
	for (let r = 0; r < side; r++)
		for (let c = 0; c < side; c++)
			if (!finder(c, r) && random.chance(0.48))
				dots.push(`M${n(box.x + c * cell)} ${n(box.y + r * cell)}h${n(cell)}v${n(cell)}h${n(-cell)}z`);
	const eye = (c: number, r: number): string =>
		[7, 5, 3]
			.map((s, k) =>
				rect(
					{ x: box.x + (c + k) * cell, y: box.y + (r + k) * cell, width: s * cell, height: s * cell },
					k === 1 ? "#ffffff" : "#111111",
				),
			)
			.join("");
	return `${rect(box, "#ffffff")}<path d="${dots.join("")}" fill="#111111"/>${eye(0, 0)}${eye(side - 7, 0)}${eye(0, side - 7)}`;
}

export function barcode(box: Box, random: Random): string {
	const bars: string[] = [];
	for (let x = box.x; x < box.x + box.width; ) {
		const [bar, gap] = [random.float(0.004, 0.02) * box.width, random.float(0.004, 0.02) * box.width];
		bars.push(
			rect(
				{ x, y: box.y, width: Math.min(bar, box.x + box.width - x), height: Math.min(box.height, box.width / 3) },
				"#151515",
			),
		);
		x += bar + gap;
	}
	return bars.join("");
}

/** Curls, diamonds, rays or flourishes. */
export function ornament(box: Box, colour: string, random: Random): string {
	const [cx, cy, r] = [box.x + box.width / 2, box.y + box.height / 2, box.width / 2];
	const count = random.int(3, 24);
	const polar = (radius: number, turn: number): readonly [number, number] => [
		cx + radius * Math.cos(turn),
		cy + radius * Math.sin(turn),
	];
	const closed = (d: string): string =>
		`<path d="${d}z" fill="${random.chance(0.6) ? colour : "none"}" stroke="${colour}" stroke-width="${n(r * 0.05)}"/>`;
	return random.pick([
		() =>
			closed(points(Array.from({ length: 2 * count }, (_, k) => polar(k % 2 ? r : r * 0.6, (k * Math.PI) / count)))),
		() =>
			`<path d="${Array.from({ length: count }, (_, k) => points([polar(r * 0.3, (k * 6.283) / count), polar(r, (k * 6.283) / count)])).join("")}" stroke="${colour}" stroke-width="${n(r * 0.06)}"/>`,
		() =>
			`<path d="${points(Array.from({ length: 80 }, (_, k) => polar((r * k) / 80, k / random.pick([4, 6]))))}" fill="none" stroke="${colour}" stroke-width="${n(r * 0.08)}"/>`,
		() => closed(points([polar(r, 0), polar(r * 0.6, 1.57), polar(r, 3.14), polar(r * 0.6, 4.71)])),
		() =>
			`<path d="${Array.from({ length: count }, (_, k) => {
				const [x, y] = polar(r * 0.6, (k * 6.283) / count);
				return `M${n(x - r * 0.35)} ${n(y)}a${n(r * 0.35)} ${n(r * 0.35)} 0 1 0 ${n(r * 0.7)} 0a${n(r * 0.35)} ${n(r * 0.35)} 0 1 0 ${n(-r * 0.7)} 0`;
			}).join("")}" fill="none" stroke="${colour}" stroke-width="${n(r * 0.04)}"/>`,
	])();
}

/** A signature. */
export function scribble(box: Box, colour: string, random: Random): string {
	const turn = (): string =>
		`${n(box.x + random.next() * box.width * 0.8)} ${n(box.y + random.next() * Math.min(box.height, box.width * 0.4))}`;
	return `<path d="M${turn()}${Array.from({ length: random.int(4, 10) }, () => `Q${turn()} ${turn()}`).join("")}" fill="none" stroke="${colour}" stroke-width="${n(box.width * random.float(0.004, 0.02))}" stroke-linecap="round"/>`;
}

/** A round seal with anything but a mark in its middle, a star as a rule. */
export function starSeal(box: Box, random: Random): string {
	const star = LOOK_ALIKES.find((d) => d.name === "five-pointed-star");
	const middle = random.chance(0.85) && star ? star : random.pick(LOOK_ALIKES.filter((d) => d.aspect < 1.5));
	const colour = hex(redInk(random));
	const style = { ...STYLES.ink, primary: colour, figure: colour, shade: "#ffffff", secondary: "none" };
	return `<g opacity="${n(random.float(0.6, 0.95))}" transform="translate(${n(box.x)} ${n(box.y)}) scale(${n(box.width)})">${sealed(middle, random).draw(style)}</g>`;
}
