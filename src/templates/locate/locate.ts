/** Where each element of a form stands on the picture, given how the form lies on it. Pure; all places in the lines' space. */
import type { ElementEvidence } from "../../evidence.ts";
import type { TemplateElement } from "../schema.ts";
import { locateField } from "./field.ts";
import { locateHeading } from "./heading.ts";
import { locateMark } from "./mark.ts";
import type { FoundValue, Result, Scene } from "./scene.ts";
import { locateStatement } from "./statement.ts";

export interface Located {
	elements: ElementEvidence[];
	values: FoundValue[];
}

/** Every element of the form in the order of the template, with the values of its fields and slots. */
export function locateElements(scene: Scene): Located {
	const taken = new Set<number>();
	const values: FoundValue[] = [];
	const byName = new Map<string, ElementEvidence>();
	// Labelled fields first: what they take is no candidate for the running text.
	const order = ["field", "title", "text", "statement", "mark"] as const;
	for (const kind of order)
		for (const element of scene.template.elements) {
			if (element.kind !== kind) continue;
			const result = locate(element, scene, taken);
			byName.set(element.name, result.evidence);
			values.push(...result.values);
		}
	return { elements: scene.template.elements.map((e) => byName.get(e.name) as ElementEvidence), values };
}

function locate(element: TemplateElement, scene: Scene, taken: Set<number>): Result {
	switch (element.kind) {
		case "field":
			return locateField(element, scene, taken);
		case "title":
		case "text":
			return locateHeading(element, scene, taken);
		case "statement":
			return locateStatement(element, scene, taken);
		case "mark":
			return locateMark(element, scene);
	}
}
