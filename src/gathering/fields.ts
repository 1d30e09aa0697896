/** From located values to fields: canonical form, and a second reading of numbers, dates and addresses. */
import type { Field } from "../evidence.ts";
import { bounds, boxPolygon, type Polygon } from "../geometry.ts";
import { comparable, crossRead, type ValueType } from "../reading/cross-read.ts";
import { type CropHint, isScoring, type Reader, type Recognition } from "../reading/reader.ts";
import type { FoundValue } from "../templates/locate/scene.ts";
import type { FormMatch } from "../templates/match.ts";
import type { FieldType, Template } from "../templates/schema.ts";
import { asPrinted, normaliseValue } from "../templates/values.ts";
import { cropQuad } from "../vision/crop.ts";
import type { Raster } from "../vision/raster.ts";
import { holdsDashes } from "./dashes.ts";
import type { Source } from "./reread.ts";

/** Types whose values two independent readers must agree on before a rule may rest on them. */
const CROSS_READ: Partial<Record<FieldType, { hint: CropHint; compare: ValueType }>> = {
	"identity-number": { hint: "digits", compare: "digits" },
	"skill-certificate-number": { hint: "digits", compare: "digits" },
	"qualification-certificate-number": { hint: "digits", compare: "digits" },
	date: { hint: "date", compare: "date" },
	url: { hint: "url", compare: "url" },
};

/**
 * Addresses are read again this much wider: their narrow letters (the two j of "pjjg") are closer together than the
 * recogniser's step of 8 px at its native height, and CTC merges equal neighbours that have no step between them.
 */
const ADDRESS_STRETCH = 2;

/**
 * A registered address is taken as read up to this margin to the free reading, nats. On 36 generated photos (tuning seeds) the
 * printed address was at most 4.9 away, any other registered one at least 23, zscx.osta.com.cn 29 from zscx.osta.org.cn.
 */
const SAME_TEXT_NATS = 6;
/** What readers make of the "--" that stands for "none". */
const MISREAD_DASHES = /^[一二三=＝—–－-]{1,3}$/;
const CHINESE_NAME = /^[\p{Script=Han}·]{2,}$/u;
/** A wider reading of an address replaces the first unless it is this much less sure, 0..1. */
const ADDRESS_MARGIN = 0.05;

/** Fields of the form, places in PagePx; crops are taken at the photo's own resolution. `second` is null where there is one reader only. */
export async function readFields(
	form: FormMatch,
	source: Source,
	reader: Reader,
	second: Reader | null,
): Promise<Record<string, Field>> {
	const typed = form.values.map((value) => ({ value, ...registeredType(form.template, value) }));
	const confirmed = await rereadAddresses(typed, source, reader);
	await rereadNames(typed, source, reader);
	const fields: Record<string, Field> = {};
	for (const { value, type } of typed) {
		if (
			type === "text" &&
			MISREAD_DASHES.test(value.text) &&
			holdsDashes(cropQuad(source.faded, heightened(value.polygon)))
		)
			value.text = "--";
		const printed = asPrinted(value.text);
		const normalized = normaliseValue(printed, type);
		fields[value.field] = {
			value: printed,
			...(normalized === undefined ? {} : { normalized }),
			confidence: value.confidence,
			polygon: value.polygon,
		};
	}
	const open = typed.filter(({ value }) => !confirmed.has(value));
	if (second) await crossReadFields(open, fields, source, second);
	return fields;
}

/** The box around a place, twice as high: a reader outlines dashes as tightly as letters. */
function heightened(polygon: Polygon): Polygon {
	const { x, y, width, height } = bounds(polygon);
	return boxPolygon({ x, y: y - height / 2, width, height: 2 * height });
}

interface TypedValue {
	value: FoundValue;
	type: FieldType;
	/** Closed list of registered values; empty = open. */
	values: readonly string[];
}

/** Returns the values that are registered addresses. */
async function rereadAddresses(typed: TypedValue[], source: Source, reader: Reader): Promise<Set<FoundValue>> {
	const addresses = typed.filter(({ type }) => type === "url");
	const crops = addresses.map(({ value }) => cropQuad(source.upload, source.toUpload(value.polygon), ADDRESS_STRETCH));
	const readings = await reader.readCrops(crops, "url");
	addresses.forEach(({ value }, i) => {
		const reading = readings[i];
		if (!reading || reading.text.length < 4 || reading.confidence < value.confidence - ADDRESS_MARGIN) return;
		value.text = reading.text;
		value.confidence = reading.confidence;
	});
	return preferRegistered(addresses, crops, reader);
}

/** A name with something in it that is no Chinese character is read again as a name. */
async function rereadNames(typed: readonly TypedValue[], source: Source, reader: Reader): Promise<void> {
	const doubtful = typed.filter(({ value, type }) => type === "name" && !CHINESE_NAME.test(value.text));
	const crops = doubtful.map(({ value }) => cropQuad(source.upload, source.toUpload(value.polygon)));
	const readings = await reader.readCrops(crops, "name");
	doubtful.forEach(({ value }, i) => {
		const reading = readings[i];
		if (!reading || !CHINESE_NAME.test(reading.text)) return;
		value.text = reading.text;
		value.confidence = reading.confidence;
	});
}

/** Where the form registers the addresses themselves, the one that explains the crop as well as the free reading is what it says. */
async function preferRegistered(
	addresses: readonly TypedValue[],
	crops: readonly Raster[],
	reader: Reader,
): Promise<Set<FoundValue>> {
	const confirmed = new Set<FoundValue>();
	const registered = [...new Set(addresses.flatMap(({ values }) => values))];
	if (registered.length === 0 || !isScoring(reader)) return confirmed;
	const margins = await reader.margins(crops, registered);
	addresses.forEach(({ value, values }, i) => {
		const ranked = registered
			.map((text, k) => ({ text, nats: margins[i]?.[k] ?? Number.POSITIVE_INFINITY }))
			.filter(({ text, nats }) => values.includes(text) && nats <= SAME_TEXT_NATS)
			.sort((a, b) => a.nats - b.nats);
		if (!ranked[0]) return;
		value.text = ranked[0].text;
		confirmed.add(value);
	});
	return confirmed;
}

async function crossReadFields(
	typed: readonly TypedValue[],
	fields: Record<string, Field>,
	source: Source,
	second: Reader,
): Promise<void> {
	for (const hint of new Set(Object.values(CROSS_READ).map((c) => c.hint))) {
		let open = typed.filter(({ type }) => CROSS_READ[type]?.hint === hint);
		for (const cut of CUTS) {
			const readings = await second.readCrops(
				open.map(({ value }) => cut(source, value.polygon)),
				hint,
			);
			// Two readers that agree on a long value by accident are next to impossible, so only a disagreement is tried again.
			open = open.filter(
				({ value, type }, i) => !agree(fields[value.field], value, readings[i], second, CROSS_READ[type]?.compare),
			);
		}
	}
}

/** Ways to cut a value out for the second reader, which stumbles over tight and over narrow crops. */
const CUTS: readonly ((source: Source, polygon: Polygon) => Raster)[] = [
	({ upload, toUpload }, polygon) => cropQuad(upload, toUpload(polygon)),
	({ faded }, polygon) => cropQuad(faded, polygon, 1.25),
	({ upload, toUpload }, polygon) => cropQuad(upload, toUpload(polygon), 1.5),
];

/** Notes the second reading in the field; true when both readers agree. A later disagreement changes nothing. */
function agree(
	field: Field | undefined,
	value: FoundValue,
	reading: Recognition | undefined,
	second: Reader,
	compare: ValueType | undefined,
): boolean {
	if (!field || !reading || !compare || comparable(reading.text, compare) === "") return false;
	const first = { text: field.value, confidence: value.confidence, charConfidence: [], spans: [] };
	const { agrees, confidence } = crossRead(first, reading, compare);
	if (field.crossRead && !agrees) return false;
	field.crossRead = { reader: second.name, value: asPrinted(reading.text), agrees };
	field.confidence = confidence;
	return agrees;
}

function registeredType(template: Template, { element: name, field }: FoundValue): Omit<TypedValue, "value"> {
	const element = template.elements.find((e) => e.name === name);
	if (element?.kind === "field") return { type: element.type, values: element.values ?? [] };
	return { type: (element?.kind === "statement" && element.slots[field]) || "text", values: [] };
}
