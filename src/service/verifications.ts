/** The routes of /api/v1/verifications. */
import { randomUUID } from "node:crypto";
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from "express";
import { rateLimit } from "express-rate-limit";
import type { EnginePool } from "../engine/pool.ts";
import { ERROR_CODES, ZhengjianError } from "../errors.ts";
import { parseClaims } from "../policy.ts";
import { erase } from "../store/retention.ts";
import type { Store } from "../store/store.ts";
import type { Verification } from "../store/verifications.ts";
import { callerOf } from "./access/caller.ts";
import { ownedBy } from "./access/owner.ts";
import { annotatedPicture } from "./annotated.ts";
import { isFinished, type Jobs } from "./jobs.ts";
import { sendProblem, toProblem } from "./problems.ts";
import { reportLanguage, reportPdf } from "./report-pdf.ts";
import { receivePhoto } from "./upload.ts";

/** Longest wait that `Prefer: wait=N` is granted, seconds; proxies give up on silent requests soon after. */
const MAX_WAIT_S = 60;
/** Comment lines that keep an idle event stream open through proxies, milliseconds. */
const HEARTBEAT_MS = 15_000;
const RETRY_AFTER_BUSY_S = 10;

export interface VerificationRoutes {
	store: Store;
	jobs: Jobs;
	engine: EnginePool;
	/** Unfinished photos beyond which uploads are refused. */
	queueLimit: number;
	/** Uploads per minute and client address; 0 = no limit. */
	uploadsPerMinute: number;
}

export function verificationRoutes({ store, jobs, engine, queueLimit, uploadsPerMinute }: VerificationRoutes): Router {
	const router = Router();
	const { verifications, photos } = store;

	router.post("/", limitRate(uploadsPerMinute), refuseWhenFull(), receivePhoto(photos), async (request, response) => {
		const { key, claims } = await acceptUpload(request);
		const id = randomUUID();
		await verifications.add({ id, createdAt: new Date(), photoKey: key, claims, ...ownedBy(callerOf(response)) });
		await jobs.submit(id);
		await answerUpload(request, response, id);
	});

	router.get("/:id", async (request, response) => {
		sendState(response, await verifications.get(request.params.id));
	});

	router.delete("/:id", async (request, response) => {
		await erase(store, await verifications.get(request.params.id));
		response.status(204).end();
	});

	router.get("/:id/annotated", async (request, response) => {
		const record = await verifications.get(request.params.id);
		if (!record.report) throw unavailable(record);
		const picture = await annotatedPicture({ photos, engine }, record);
		response.set("Cache-Control", "private, max-age=3600").type("image/jpeg").send(picture);
	});

	router.get("/:id/report.pdf", async (request, response) => {
		const language = reportLanguage(request.query.lang);
		const record = await verifications.get(request.params.id);
		if (!record.report) throw unavailable(record);
		const pdf = await reportPdf({ photos, engine }, record, { language });
		response.set("Cache-Control", "private, max-age=3600").type("application/pdf").send(pdf);
	});

	router.get("/:id/events", async (request, response) => {
		// Before the stream opens, so that an unknown id is a 404 and not an empty stream.
		await verifications.get(request.params.id);
		await streamEvents(request.params.id, response);
	});

	return router;

	function refuseWhenFull(): RequestHandler {
		return async (_request, response, next) => {
			const waiting = await verifications.countUnfinished();
			if (waiting < queueLimit) return next();
			response.set("Retry-After", String(RETRY_AFTER_BUSY_S));
			throw new ZhengjianError("engine.busy", "too many photos are waiting", {
				expected: `fewer than ${queueLimit}`,
				found: `${waiting}`,
			});
		};
	}

	/** The stored photo and its claims; a request that is refused leaves no photo behind. */
	async function acceptUpload({ file, body }: Request): Promise<{ key: string; claims: Record<string, string> }> {
		if (!file)
			throw new ZhengjianError("photo.missing", "there is no photo in the request", {
				expected: "a file part `image`",
			});
		try {
			if (file.size === 0) throw new ZhengjianError("photo.empty", "the photo is empty");
			return { key: file.filename, claims: parseClaims(body?.claims) };
		} catch (error) {
			await photos.remove(file.filename);
			throw error;
		}
	}

	async function answerUpload(request: Request, response: Response, id: string): Promise<void> {
		response.set("Location", `${request.baseUrl}/${id}`);
		const wait = preferredWait(request.get("Prefer"));
		if (wait === null) {
			sendState(response, await verifications.get(id));
			return;
		}
		response.set("Preference-Applied", `wait=${wait}`);
		const gone = new AbortController();
		response.once("close", () => gone.abort());
		let last: Verification | undefined;
		for await (const record of jobs.watch(id, AbortSignal.any([gone.signal, AbortSignal.timeout(wait * 1000)])))
			last = record;
		sendState(response, last ?? (await verifications.get(id)));
	}

	async function streamEvents(id: string, response: Response): Promise<void> {
		response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
		response.flushHeaders();
		const gone = new AbortController();
		response.once("close", () => gone.abort());
		const heartbeat = setInterval(() => response.write(": waiting\n\n"), HEARTBEAT_MS);
		const send = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
		let told = 0;
		try {
			for await (const record of jobs.watch(id, gone.signal)) {
				// A new attempt starts its stages over; what was told once is not told again.
				for (const stage of record.stages.slice(told)) send(stage, { stage });
				told = Math.max(told, record.stages.length);
				if (record.report) send("done", { id, conclusion: record.report.conclusion });
				else if (isFinished(record)) send("failed", toProblem(unavailable(record)));
			}
		} finally {
			clearInterval(heartbeat);
			response.end();
		}
	}
}

/** 200 with the report, 202 with how far it is, or the problem it failed with. */
function sendState(response: Response, record: Verification): void {
	if (record.report) {
		response.set("Cache-Control", "private, no-cache").json(record.report);
		return;
	}
	if (isFinished(record)) {
		sendProblem(response, toProblem(unavailable(record)));
		return;
	}
	response
		.status(202)
		.set({ "Cache-Control": "no-store", "Retry-After": "1" })
		.json({ id: record.id, status: record.status, stage: record.stages.at(-1) ?? null });
}

/** Why there is no report. */
function unavailable({ status, error }: Verification): ZhengjianError {
	if (status !== "failed")
		return new ZhengjianError("verification.not-finished", "the verification has not finished yet");
	const code = ERROR_CODES.find((known) => known === error?.code) ?? "internal";
	return new ZhengjianError(code, error?.message ?? "the verification failed");
}

/** Seconds of `Prefer: wait=N` (RFC 7240), at most MAX_WAIT_S; null when not asked for. */
export function preferredWait(header: string | undefined): number | null {
	const wait = header?.match(/(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i)?.[1];
	return wait === undefined ? null : Math.min(Number(wait), MAX_WAIT_S);
}

function limitRate(perMinute: number): RequestHandler {
	if (perMinute === 0) return (_request: Request, _response: Response, next: NextFunction) => next();
	return rateLimit({
		windowMs: 60_000,
		limit: perMinute,
		standardHeaders: "draft-8",
		legacyHeaders: false,
		handler: (_request, _response, next) =>
			next(new ZhengjianError("rate.limited", "too many uploads", { expected: `at most ${perMinute} a minute` })),
	});
}
