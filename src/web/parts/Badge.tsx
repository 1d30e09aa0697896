import { type Appearance, shapePath } from "../../report/look/appearance.ts";

interface Props {
	appearance: Appearance;
	/** A number or a sign. */
	sign: string;
	/** Side in CSS pixels. */
	size: number;
}

/** Severity or conclusion as shape and colour; the words always stand beside it, so it is hidden from screen readers. */
export function Badge({ appearance: { shape, colour, ink }, sign, size }: Props) {
	return (
		<svg class="badge" width={size} height={size} viewBox="-16 -16 32 32" aria-hidden="true" focusable="false">
			<path d={shapePath(shape, 12)} fill={colour} />
			<text
				y={shape === "triangle" ? 8 : 5}
				fill={ink}
				font-size={sign.length > 1 ? 12 : 15}
				font-weight="700"
				text-anchor="middle"
			>
				{sign}
			</text>
		</svg>
	);
}
