/** Marks the notice forbids: the national emblem in the open and in disguise, badges of authorities, logos of others. */
import { EMBLEM_STYLES } from "../../../models/drawings/emblem.ts";
import { type Drawing, inkStyle, MARKS, outlineStyle, STYLES, type Style } from "../../../models/drawings/index.ts";
import type { MarkKind } from "../../../src/evidence.ts";
import type { PageContent, TemplateId } from "../pages/content.ts";
import { emblem } from "../pages/marks.ts";
import { drawLogo, OWNED_LOGOS } from "../pages/owned-logos.ts";
import type { Random } from "../random.ts";
import { elementPlace } from "./places.ts";
import type { Plant, Planted } from "./plant.ts";

const FORMS = ["skill-level", "special-ability", "training-completion"] as const satisfies readonly TemplateId[];
type Form = (typeof FORMS)[number];

/** Places of a planted mark: middle x and top y in mm, for A4 landscape, clear of text the verdict rests on. */
const PLACES: Record<Form, readonly (readonly [name: string, x: number, y: number])[]> = {
	"skill-level": [
		["above the title", 80, 9],
		["top middle", 148, 10],
		["beside the portrait", 252, 30],
		["lower middle", 146, 158],
	],
	"special-ability": [
		["top left", 40, 14],
		["left of the fields", 30, 80],
		["lower left", 115, 160],
	],
	"training-completion": [
		["above the title", 148, 8],
		["top left", 42, 14],
		["lower middle", 148, 126],
		["top right", 255, 16],
	],
};

/** A place on this form and a width that fits there, mm. */
function placeFor(form: Form, random: Random): { name: string; x: number; y: number; width: number } {
	const [name, x, y] = random.pick(PLACES[form]);
	return { name, x, y, width: Math.min(random.float(16, 26), y < 12 ? 21 : 26) };
}

const formOf = ({ template }: PageContent): Form => template.id as Form;
const placesOf =
	(kind: MarkKind): Planted["findings"][number]["where"] =>
	(sheet) =>
		sheet.marks.filter((mark) => mark.kind === kind).map(({ polygon }) => polygon);

/** On special-ability certificates an emblem asks for a person's eye. */
const emblemFinding = (form: Form): Planted["findings"][number] => ({
	code: "mark.national-emblem",
	severity: form === "special-ability" ? "suspect" : "violation",
	where: placesOf("national-emblem"),
});

function plantEmblem(content: PageContent, random: Random): Planted {
	const form = formOf(content);
	if (form === "special-ability" && random.chance(0.25)) return emblemInSeal(content);
	const { name, x, y, width } = placeFor(form, random);
	const style = random.pick([EMBLEM_STYLES.colour, EMBLEM_STYLES.relief, EMBLEM_STYLES.flat]);
	content.omitted.add("issuerLogo");
	content.extras.push((sheet) => {
		emblem(sheet, x - width / 2, y, width, style, null);
	});
	return { variant: name, findings: [emblemFinding(form)], allowed: ["layout.extra"] };
}

function emblemInSeal(content: PageContent): Planted {
	content.seals.seal = { name: content.values.issuer ?? "", centre: "emblem" };
	return {
		variant: "in the seal",
		findings: [{ code: "mark.national-emblem", severity: "suspect", where: elementPlace("seal") }],
		allowed: [],
	};
}

/** Prints that hide what is printed. */
const DISGUISES: Record<string, Style> = {
	gilt: STYLES.gilt,
	grey: STYLES.grey,
	"red line": STYLES.redLine,
	"blue ink": inkStyle("#1d4fa3"),
	contours: outlineStyle("#2b2b2b"),
};
/** Pale emblems stand large behind the text: width in mm, and how much of their ink is left. */
const WATERMARK = { width: [60, 110], ink: [0.1, 0.25] } as const;

function plantDisguisedEmblem(content: PageContent, random: Random): Planted {
	const form = formOf(content);
	const drawing = MARKS.find(({ name }) => name === "national-emblem") as Drawing;
	const findings = [emblemFinding(form)];
	if (random.chance(0.35)) {
		const [width, height] = content.template.page;
		const size = random.float(...WATERMARK.width);
		const ink = random.float(...WATERMARK.ink);
		const at = { x: (width - size) / 2, y: (height - size / drawing.aspect) / 2, width: size };
		addMark(content, drawing, at, random.pick([STYLES.colour, STYLES.grey, STYLES.gilt]), random, ink);
		return { variant: `watermark, ${Math.round(100 * ink)} %`, findings, allowed: ["layout.extra"] };
	}
	const { name, x, y, width } = placeFor(form, random);
	const disguise = random.pick(Object.keys(DISGUISES));
	content.omitted.add("issuerLogo");
	addMark(content, drawing, { x: x - width / 2, y, width }, DISGUISES[disguise] as Style, random);
	return { variant: `${disguise}, ${name}`, findings, allowed: ["layout.extra"] };
}

function plantBadge(content: PageContent, random: Random): Planted {
	// Headers are much wider than the places here.
	const drawing = random.pick(MARKS.filter(({ kind, place }) => kind !== "national-emblem" && place.width > 0.5));
	const { name, x, y, width } = placeFor(formOf(content), random);
	content.omitted.add("issuerLogo");
	addMark(content, drawing, { x: x - width / 2, y, width }, random.pick([STYLES.colour, STYLES.relief]), random);
	return {
		variant: `${drawing.name}, ${name}`,
		findings: [{ code: "mark.authority-logo", severity: "violation", where: placesOf(drawing.kind as MarkKind) }],
		allowed: ["layout.extra"],
	};
}

/** Draws a mark's drawing, its structure chosen by `random`, with a share of its ink. */
function addMark(
	content: PageContent,
	{ kind, place, draw }: Drawing,
	{ x, y, width }: { x: number; y: number; width: number },
	style: Style,
	random: Random,
	ink = 1,
): void {
	const shape = draw(style, random.fork("structure"));
	content.extras.push((sheet) => {
		sheet.draw(`<g opacity="${ink.toFixed(2)}" transform="translate(${x} ${y}) scale(${width})">${shape}</g>`);
		const box = {
			x: x + place.x * width,
			y: y + place.y * width,
			width: place.width * width,
			height: place.height * width,
		};
		sheet.mark(kind as MarkKind, box, null);
	});
}

function plantOthersLogo(content: PageContent, random: Random): Planted {
	const logo = random.pick(OWNED_LOGOS.filter(({ aspect }) => aspect < 1.6));
	const { name, x, y, width } = placeFor(formOf(content), random);
	content.omitted.add("issuerLogo");
	content.extras.push((sheet) => {
		drawLogo(sheet, logo, { x: x - width / 2, y, width, degrees: 0 }, STYLES.colour, logo.owner);
	});
	return {
		variant: `${logo.owner}, ${name}`,
		findings: [{ code: "mark.third-party-logo", severity: "suspect", where: placesOf("logo") }],
		allowed: ["layout.extra"],
	};
}

export const EMBLEM_PLANTS: readonly Plant[] = [
	{ group: "mark.national-emblem", templates: FORMS, plant: plantEmblem },
];

export const MARK_PLANTS: readonly Plant[] = [
	{ group: "mark.national-emblem-disguised", templates: FORMS, plant: plantDisguisedEmblem },
	{ group: "mark.authority-logo", templates: FORMS, plant: plantBadge },
	{ group: "mark.third-party-logo", templates: FORMS, plant: plantOthersLogo },
];
