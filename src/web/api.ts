/** The page's side of the HTTP interface: upload, progress, report, annotated picture. */
import { ERROR_CODES, type ErrorCode } from "../errors.ts";
import { STAGES, type Stage } from "../evidence.ts";
import type { Report } from "../report/schema.ts";

const ROOT = "/api/v1/verifications";
/** How often to ask for the report when the event stream is broken, milliseconds. */
const POLL_INTERVAL = 1500;

/** A problem the reader can be told about: a code of the service's closed list, or no connection. */
export class Problem extends Error {
	override readonly name = "Problem";
	constructor(readonly code: ErrorCode | "offline") {
		super(code);
	}
}

export const annotatedUrl = (id: string): string => `${ROOT}/${encodeURIComponent(id)}/annotated`;

/** Uploads a photo and returns the verification's id. Throws Problem. `onProgress` gets the share sent, 0..1. */
export function upload(photo: File, onProgress: (share: number) => void): Promise<string> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const form = new FormData();
		form.append("image", photo);
		request.open("POST", ROOT);
		request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
		request.onerror = () => reject(new Problem("offline"));
		request.onload = () => {
			const id = request.getResponseHeader("Location")?.split("/").pop();
			if (request.status === 202 && id) resolve(decodeURIComponent(id));
			else reject(new Problem(codeOf(request.responseText)));
		};
		request.send(form);
	});
}

/** The report, or null while the verification is running. Throws Problem. */
export async function fetchReport(id: string): Promise<Report | null> {
	const response = await fetch(`${ROOT}/${encodeURIComponent(id)}`, {
		headers: { Accept: "application/json" },
	}).catch(() => {
		throw new Problem("offline");
	});
	const body = await response.text();
	if (response.status === 200) return JSON.parse(body) as Report;
	if (response.status === 202) return null;
	const code = codeOf(body);
	if (code === "verification.not-finished") return null;
	throw new Problem(code);
}

/**
 * Follows a verification to its end: every stage is told as it begins, then the report is returned. Falls back to asking
 * again and again when the event stream breaks. Throws Problem.
 */
export async function follow(id: string, onStage: (stage: Stage) => void, signal: AbortSignal): Promise<Report> {
	await untilSettled(id, onStage, signal);
	for (;;) {
		signal.throwIfAborted();
		const report = await fetchReport(id);
		if (report) return report;
		await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
	}
}

/** Resolves when the stream says done, or breaks; throws Problem when it says failed. */
function untilSettled(id: string, onStage: (stage: Stage) => void, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const events = new EventSource(`${ROOT}/${encodeURIComponent(id)}/events`);
		const settle = (settled: () => void) => {
			events.close();
			settled();
		};
		for (const stage of STAGES) events.addEventListener(stage, () => onStage(stage));
		events.addEventListener("done", () => settle(resolve));
		events.addEventListener("failed", (event) =>
			settle(() => reject(new Problem(codeOf(String((event as MessageEvent).data))))),
		);
		events.onerror = () => settle(resolve);
		signal.addEventListener("abort", () => settle(resolve));
	});
}

/** The code in a problem document; `internal` when the answer is not one. */
function codeOf(body: string): ErrorCode {
	try {
		const { code } = JSON.parse(body) as { code?: unknown };
		return ERROR_CODES.find((known) => known === code) ?? "internal";
	} catch {
		return "internal";
	}
}
