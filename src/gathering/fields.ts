/** From located values to fields: canonical form, and a second reading of numbers, dates and addresses. */
import type { Field } from "../evidence.ts";
import { comparable, crossRead, type ValueType } from "../reading/cross-read.ts";
import type { CropHint, Reader } from "../reading/reader.ts";
import type { FoundValue } from "../templates/locate/scene.ts";
import type { FormMatch } from "../templates/match.ts";
import type { FieldType, Template } from "../templates/schema.ts";
import { asPrinted, normaliseValue } from "../templates/values.ts";
import { cropQuad } from "../vision/crop.ts";
import type { Raster } from "../vision/raster.ts";

/** Types whose values two independent readers must agree on before a rule may rest on them. */
const CROSS_READ: Partial<Record<FieldType, { hint: CropHint; compare: ValueType }>> = {
	"identity-number": { hint: "digits", compare: "digits" },
	"skill-certificate-number": { hint: "digits", compare: "digits" },
	"qualification-certificate-number": { hint: "digits", compare: "digits" },
	date: { hint: "date", compare: "date" },
	url: { hint: "url", compare: "url" },
};

/** Fields of the form in PagePx. `second` is null where there is only one reader. */
export async function readFields(form: FormMatch, page: Raster, second: Reader | null): Promise<Record<string, Field>> {
	const fields: Record<string, Field> = {};
	const byHint = new Map<CropHint, { value: FoundValue; compare: ValueType }[]>();
	for (const value of form.values) {
		const type = fieldType(form.template, value);
		const printed = asPrinted(value.text);
		const normalized = normaliseValue(printed, type);
		fields[value.field] = {
			value: printed,
			...(normalized === undefined ? {} : { normalized }),
			confidence: value.confidence,
			polygon: value.polygon,
		};
		const again = CROSS_READ[type];
		if (again) byHint.set(again.hint, [...(byHint.get(again.hint) ?? []), { value, compare: again.compare }]);
	}
	if (!second) return fields;
	for (const [hint, group] of byHint) {
		const crops = group.map(({ value }) => cropQuad(page, value.polygon));
		const readings = await second.readCrops(crops, hint);
		group.forEach(({ value, compare }, i) => {
			const field = fields[value.field];
			const reading = readings[i];
			if (!field || !reading || comparable(reading.text, compare) === "") return;
			const first = { text: field.value, confidence: field.confidence, charConfidence: [], spans: [] };
			const { agrees, confidence } = crossRead(first, reading, compare);
			field.crossRead = { reader: second.name, value: asPrinted(reading.text), agrees };
			field.confidence = confidence;
		});
	}
	return fields;
}

function fieldType(template: Template, value: FoundValue): FieldType {
	const element = template.elements.find((e) => e.name === value.element);
	if (element?.kind === "field") return element.type;
	return (element?.kind === "statement" && element.slots[value.field]) || "text";
}
