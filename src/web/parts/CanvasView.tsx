import { useEffect, useRef } from "preact/hooks";

/** Shows a canvas drawn elsewhere, as a picture with a description. */
export function CanvasView({ canvas, alt }: { canvas: HTMLCanvasElement; alt: string }) {
	const holder = useRef<HTMLDivElement>(null);
	useEffect(() => {
		holder.current?.replaceChildren(canvas);
	}, [canvas]);
	return <div ref={holder} class="canvas" role="img" aria-label={alt} />;
}
