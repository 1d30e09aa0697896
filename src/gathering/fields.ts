/** From located values to fields: canonical form, and a second reading of numbers, dates and addresses. */
import type { Field } from "../evidence.ts";
import { comparable, crossRead, type ValueType } from "../reading/cross-read.ts";
import { type CropHint, isScoring, type Reader } from "../reading/reader.ts";
import type { FoundValue } from "../templates/locate/scene.ts";
import type { FormMatch } from "../templates/match.ts";
import type { FieldType, Template } from "../templates/schema.ts";
import { asPrinted, normaliseValue } from "../templates/values.ts";
import { cropQuad } from "../vision/crop.ts";
import type { Raster } from "../vision/raster.ts";
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
	await rereadAddresses(typed, source, reader);
	const fields: Record<string, Field> = {};
	for (const { value, type } of typed) {
		const printed = asPrinted(value.text);
		const normalized = normaliseValue(printed, type);
		fields[value.field] = {
			value: printed,
			...(normalized === undefined ? {} : { normalized }),
			confidence: value.confidence,
			polygon: value.polygon,
		};
	}
	if (second) await crossReadFields(typed, fields, source, second);
	return fields;
}

interface TypedValue {
	value: FoundValue;
	type: FieldType;
	/** Closed list of registered values; empty = open. */
	values: readonly string[];
}

async function rereadAddresses(typed: TypedValue[], source: Source, reader: Reader): Promise<void> {
	const addresses = typed.filter(({ type }) => type === "url");
	const crops = addresses.map(({ value }) => cropQuad(source.upload, source.toUpload(value.polygon), ADDRESS_STRETCH));
	const readings = await reader.readCrops(crops, "url");
	addresses.forEach(({ value }, i) => {
		const reading = readings[i];
		if (!reading || reading.text.length < 4 || reading.confidence < value.confidence - ADDRESS_MARGIN) return;
		value.text = reading.text;
		value.confidence = reading.confidence;
	});
	await preferRegistered(addresses, crops, reader);
}

/** Where the form registers the addresses themselves, the one that explains the crop as well as the free reading is what it says. */
async function preferRegistered(
	addresses: readonly TypedValue[],
	crops: readonly Raster[],
	reader: Reader,
): Promise<void> {
	const registered = [...new Set(addresses.flatMap(({ values }) => values))];
	if (registered.length === 0 || !isScoring(reader)) return;
	const margins = await reader.margins(crops, registered);
	addresses.forEach(({ value, values }, i) => {
		const ranked = registered
			.map((text, k) => ({ text, nats: margins[i]?.[k] ?? Number.POSITIVE_INFINITY }))
			.filter(({ text, nats }) => values.includes(text) && nats <= SAME_TEXT_NATS)
			.sort((a, b) => a.nats - b.nats);
		if (ranked[0]) value.text = ranked[0].text;
	});
}

async function crossReadFields(
	typed: readonly TypedValue[],
	fields: Record<string, Field>,
	source: Source,
	second: Reader,
): Promise<void> {
	for (const hint of new Set(Object.values(CROSS_READ).map((c) => c.hint))) {
		const group = typed.filter(({ type }) => CROSS_READ[type]?.hint === hint);
		const crops = group.map(({ value }) => cropQuad(source.upload, source.toUpload(value.polygon)));
		const readings = await second.readCrops(crops, hint);
		group.forEach(({ value, type }, i) => {
			const field = fields[value.field];
			const reading = readings[i];
			const compare = CROSS_READ[type]?.compare;
			if (!field || !reading || !compare || comparable(reading.text, compare) === "") return;
			const first = { text: field.value, confidence: field.confidence, charConfidence: [], spans: [] };
			const { agrees, confidence } = crossRead(first, reading, compare);
			field.crossRead = { reader: second.name, value: asPrinted(reading.text), agrees };
			field.confidence = confidence;
		});
	}
}

function registeredType(template: Template, { element: name, field }: FoundValue): Omit<TypedValue, "value"> {
	const element = template.elements.find((e) => e.name === name);
	if (element?.kind === "field") return { type: element.type, values: element.values ?? [] };
	return { type: (element?.kind === "statement" && element.slots[field]) || "text", values: [] };
}
