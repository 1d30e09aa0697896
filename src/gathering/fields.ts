/** From located values to fields: canonical form, and a second reading of numbers, dates and addresses. */
import type { Field } from "../evidence.ts";
import { comparable, crossRead, type ValueType } from "../reading/cross-read.ts";
import type { CropHint, Reader } from "../reading/reader.ts";
import type { FoundValue } from "../templates/locate/scene.ts";
import type { FormMatch } from "../templates/match.ts";
import type { FieldType, Template } from "../templates/schema.ts";
import { asPrinted, normaliseValue } from "../templates/values.ts";
import { cropQuad } from "../vision/crop.ts";
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

/** A wider reading of an address replaces the first unless it is this much less sure, 0..1. */
const ADDRESS_MARGIN = 0.05;

/** Fields of the form, places in PagePx; crops are taken at the photo's own resolution. `second` is null where there is one reader only. */
export async function readFields(
	form: FormMatch,
	source: Source,
	reader: Reader,
	second: Reader | null,
): Promise<Record<string, Field>> {
	const typed = form.values.map((value) => ({ value, type: fieldType(form.template, value) }));
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

function fieldType(template: Template, value: FoundValue): FieldType {
	const element = template.elements.find((e) => e.name === value.element);
	if (element?.kind === "field") return element.type;
	return (element?.kind === "statement" && element.slots[value.field]) || "text";
}
