/** The photo with the places of the findings: tap a place to select its finding, and the other way round. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Box, bounds, type Polygon } from "../../geometry.ts";
import { SEVERITY_APPEARANCE } from "../../report/look/appearance.ts";
import { placeLabels } from "../../report/look/labels.ts";
import { uprightPolygon, uprightSize } from "../../report/look/upright.ts";
import type { Report, ReportFinding } from "../../report/schema.ts";
import { shortFinding } from "../../report/words/finding.ts";
import { useWords } from "../language.tsx";
import type { Photo } from "../photo.ts";
import { Badge } from "./Badge.tsx";
import { CanvasView } from "./CanvasView.tsx";

interface Props {
	report: Report;
	photo: Photo;
	/** Index of the selected finding. */
	selected: number | null;
	onSelect: (index: number) => void;
}

/** Side of a numbered badge, CSS pixels. */
const BADGE = 30;
/** How much larger the photo is drawn when enlarged. */
const ZOOM = 2.5;

export function PhotoMap({ report, photo, selected, onSelect }: Props) {
	const { t, language } = useWords();
	const frame = useRef<HTMLDivElement>(null);
	const sheet = useRef<HTMLDivElement>(null);
	const [zoomed, setZoomed] = useState(false);
	const width = useWidth(sheet);
	const upright = uprightSize(report.image);
	const places = useMemo(
		() =>
			report.findings.map(({ regions }) =>
				regions.map(({ polygon, label }) => ({ label, polygon: uprightPolygon(polygon, report.image) })),
			),
		[report],
	);
	const print = useMemo(
		() => [
			...report.lines.map(({ polygon }) => bounds(uprightPolygon(polygon, report.image))),
			...places.flat().flatMap(({ label, polygon }) => (label === "expected" ? [bounds(polygon)] : [])),
		],
		[report, places],
	);
	const badges = useMemo(() => badgeBoxes(places, print, upright, width), [places, print, report, width]);
	const faults = report.quality.issues.flatMap(({ severe, polygon }) =>
		severe && polygon ? [uprightPolygon(polygon, report.image)] : [],
	);

	useEffect(() => {
		const box = selected === null ? null : firstBox(places[selected] ?? []);
		if (!box || !zoomed || !frame.current) return;
		const scale = width / upright.width;
		frame.current.scrollTo({
			left: (box.x + box.width / 2) * scale - frame.current.clientWidth / 2,
			top: (box.y + box.height / 2) * scale - frame.current.clientHeight / 2,
		});
	}, [selected, zoomed, width, places, upright.width]);

	// The outlines are a larger target for fingers; the numbered buttons are what keyboards and screen readers use.
	const outlines = useRef<SVGSVGElement>(null);
	useEffect(() => {
		const { current } = outlines;
		const pick = ({ target }: MouseEvent) => {
			const place = target instanceof Element ? target.closest("[data-finding]") : null;
			if (place) onSelect(Number(place.getAttribute("data-finding")));
		};
		current?.addEventListener("click", pick);
		return () => current?.removeEventListener("click", pick);
	}, [onSelect]);

	const title = ({ code, evidence }: ReportFinding) => shortFinding(language, code, evidence);
	return (
		<figure class="map">
			<div class={zoomed ? "map__frame map__frame--zoomed" : "map__frame"} ref={frame}>
				<div
					class="map__sheet"
					ref={sheet}
					style={{ "--aspect": String(upright.width / upright.height), "--zoom": zoomed ? String(ZOOM) : "1" }}
				>
					<CanvasView canvas={photo.canvas} alt={t("result.photo.alt")} />
					<svg ref={outlines} class="map__places" viewBox={`0 0 ${upright.width} ${upright.height}`} aria-hidden="true">
						{faults.map((polygon) => (
							<polygon key={pointsOf(polygon)} class="fault" points={pointsOf(polygon)} />
						))}
						{report.findings.map((finding, index) => (
							<FindingPlaces
								key={`${finding.code}-${index}`}
								finding={finding}
								places={places[index] ?? []}
								quiet={photo.marked}
								selected={selected === index}
								index={index}
							/>
						))}
					</svg>
					{report.findings.map((finding, index) => {
						const box = badges[index];
						if (!box) return null;
						return (
							<button
								type="button"
								key={`${finding.code}-${index}`}
								class={photo.marked ? "map__badge map__badge--quiet" : "map__badge"}
								style={{
									left: `${((box.x + box.width / 2) / upright.width) * 100}%`,
									top: `${((box.y + box.height / 2) / upright.height) * 100}%`,
								}}
								aria-label={t("result.place", { n: index + 1, title: title(finding) })}
								aria-pressed={selected === index}
								onClick={() => onSelect(index)}
							>
								<Badge appearance={SEVERITY_APPEARANCE[finding.severity]} sign={String(index + 1)} size={BADGE} />
							</button>
						);
					})}
				</div>
			</div>
			<figcaption class="map__tools">
				<button type="button" class="button button--quiet" onClick={() => setZoomed(!zoomed)}>
					{t(zoomed ? "result.zoom.out" : "result.zoom.in")}
				</button>
				{report.findings.some(({ regions }) => regions.some(({ label }) => label === "expected")) && (
					<span class="small">{t("result.expected")}</span>
				)}
				{faults.length > 0 && <span class="small">{t("result.retake.place")}</span>}
			</figcaption>
		</figure>
	);
}

const pointsOf = (polygon: Polygon): string => polygon.map(([x, y]) => `${x},${y}`).join(" ");

interface Place {
	label: string;
	polygon: Polygon;
}

interface PlacesProps {
	finding: ReportFinding;
	places: readonly Place[];
	/** Nothing is drawn until selected: the photo has its outlines already. */
	quiet: boolean;
	selected: boolean;
	index: number;
}

function FindingPlaces({ finding, places, quiet, selected, index }: PlacesProps) {
	const { colour, dash } = SEVERITY_APPEARANCE[finding.severity];
	return (
		<g class={selected ? "place place--selected" : quiet ? "place place--quiet" : "place"} data-finding={index}>
			{places.map(({ label, polygon }, place) => {
				const points = pointsOf(polygon);
				const pattern = label === "expected" ? [1, 2] : dash;
				return (
					<g key={`${label}-${place}`}>
						<polygon class="place__halo" points={points} />
						<polygon
							class={label === "expected" ? "place__line place__line--expected" : "place__line"}
							points={points}
							stroke={colour}
							stroke-dasharray={pattern.map((part) => part * 2).join(" ")}
						/>
					</g>
				);
			})}
		</g>
	);
}

/** What a finding points at first: where it was seen, else where it should be. */
function firstBox(places: readonly Place[]): Box | null {
	const place = places.find(({ label }) => label !== "expected") ?? places[0];
	return place ? bounds(place.polygon) : null;
}

/** Boxes of the badges in pixels of the upright photo; null for a finding without a place. */
function badgeBoxes(
	places: readonly (readonly Place[])[],
	print: readonly Box[],
	upright: { width: number; height: number },
	cssWidth: number,
): (Box | null)[] {
	if (cssWidth === 0) return places.map(() => null);
	const side = (BADGE * upright.width) / cssWidth;
	const anchors = places.map(firstBox);
	const placed = placeLabels(
		anchors.filter((anchor) => anchor !== null).map((anchor) => ({ width: side, height: side, anchor })),
		upright,
		print,
	);
	let next = 0;
	return anchors.map((anchor) => (anchor ? (placed[next++] ?? null) : null));
}

/** Width of an element's content in CSS pixels, followed as it changes. */
function useWidth(element: { current: HTMLElement | null }): number {
	const [width, setWidth] = useState(0);
	useEffect(() => {
		const { current } = element;
		if (!current) return;
		const observer = new ResizeObserver(() => setWidth(current.clientWidth));
		observer.observe(current);
		return () => observer.disconnect();
	}, [element]);
	return width;
}
