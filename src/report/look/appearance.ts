/**
 * How verdicts and findings look, in the annotated picture and on the page alike. Severity shows three times over, by
 * shape, by line pattern and by colour, so that no one has to tell colours apart. Colours are from the palette of
 * Okabe and Ito, "Color Universal Design" (2008).
 */
import type { Conclusion, Severity } from "../schema.ts";

export type Shape = "octagon" | "triangle" | "circle" | "square" | "ring";

export interface Appearance {
	shape: Shape;
	/** Fill of the badge and colour of the outline. */
	colour: string;
	/** Text on the badge, at least 4.5 : 1 against `colour`. */
	ink: string;
	/** Dash pattern of the outline in multiples of its width; empty = solid. */
	dash: readonly number[];
}

export const SEVERITY_APPEARANCE: Record<Severity, Appearance> = {
	violation: { shape: "octagon", colour: "#b84a00", ink: "#ffffff", dash: [] },
	suspect: { shape: "triangle", colour: "#e69f00", ink: "#1a1a1a", dash: [4, 2] },
	notice: { shape: "circle", colour: "#0072b2", ink: "#ffffff", dash: [1, 1.6] },
};

/** A place that could not be judged and is to be photographed again. */
export const RETAKE_APPEARANCE: Appearance = { shape: "ring", colour: "#56606b", ink: "#ffffff", dash: [2, 3] };

export const CONCLUSION_APPEARANCE: Record<Conclusion, Appearance> = {
	violation: SEVERITY_APPEARANCE.violation,
	suspect: SEVERITY_APPEARANCE.suspect,
	conforming: { shape: "circle", colour: "#00785a", ink: "#ffffff", dash: [] },
	unrecognized: { shape: "square", colour: "#0072b2", ink: "#ffffff", dash: [] },
	unreadable: RETAKE_APPEARANCE,
};

/** What stands in the middle of a verdict's shape. */
export const CONCLUSION_SIGN: Record<Conclusion, string> = {
	violation: "!",
	suspect: "!",
	conforming: "✓",
	unrecognized: "?",
	unreadable: "…",
};

/** Sign of a place to be photographed again. */
export const RETAKE_SIGN = CONCLUSION_SIGN.unreadable;

/** SVG path of a shape around the origin, filling a circle of the given radius. */
export function shapePath(shape: Shape, radius: number): string {
	switch (shape) {
		case "octagon":
			return polygonPath(8, radius * 1.08, Math.PI / 8);
		case "triangle":
			return polygonPath(3, radius * 1.34, -Math.PI / 2, radius * 0.2);
		case "square":
			return polygonPath(4, radius * 1.3, Math.PI / 4);
		case "circle":
		case "ring":
			return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
	}
}

function polygonPath(corners: number, radius: number, start: number, drop = 0): string {
	const points = Array.from({ length: corners }, (_, k) => {
		const angle = start + (2 * Math.PI * k) / corners;
		return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle) + drop).toFixed(2)}`;
	});
	return `M${points.join("L")}Z`;
}
