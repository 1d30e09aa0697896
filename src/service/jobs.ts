/**
 * Runs verifications in the background. The record is the truth; a queue in the same database says whose turn it is, so
 * an upload that was acknowledged is finished even when the process dies in between.
 */
import { EventEmitter, once } from "node:events";
import { Readable } from "node:stream";
import PgBoss from "pg-boss";
import type { Logger } from "pino";
import type { EnginePool } from "../engine/pool.ts";
import { type ErrorCode, ZhengjianError } from "../errors.ts";
import type { Stage } from "../evidence.ts";
import { withoutLocation } from "../photo/location.ts";
import { policyAt } from "../policy.ts";
import { eraseExpired } from "../store/retention.ts";
import type { Store } from "../store/store.ts";
import type { Verification } from "../store/verifications.ts";

const QUEUE = "verifications";
/** Failures of the engine on one photo after which it is set aside: the first attempt and two more. */
const MAX_ATTEMPTS = 3;
/** Errors that may pass when tried again; every other code is the photo's own. */
const TRANSIENT: readonly ErrorCode[] = ["engine.timeout", "engine.crashed", "internal"];
/** Starts of one job, deaths of the whole process included, before it counts as the cause of them. */
const MAX_STARTS = 10;
/** Seconds after which a job of a vanished process is given to another one. */
const ABANDONED_AFTER_S = 600;
/** The queue is polled this often, seconds; a new upload wakes it at once. The least that pg-boss allows. */
const POLL_S = 0.5;
/** How often a watcher looks by itself, milliseconds: for work done by another process. */
const WATCH_INTERVAL_MS = 1000;
const RECOVERY_INTERVAL_MS = 60_000;

const RETENTION_QUEUE = "retention";
/** When overdue records are deleted: every ten minutes. */
const RETENTION_CRON = "*/10 * * * *";

export interface Jobs {
	/** Queues a verification that is on record; once this returns, it will be finished. */
	submit(id: string): Promise<void>;
	/** The record now and after each change, until it is finished or `signal` aborts. */
	watch(id: string, signal: AbortSignal): AsyncGenerator<Verification>;
	/** Stops taking work and waits at most `timeoutMs` for what is running; the rest is done after the next start. */
	close(timeoutMs: number): Promise<void>;
}

export const isFinished = ({ status }: Verification): boolean => status === "done" || status === "failed";

export async function startJobs(options: {
	store: Store;
	engine: EnginePool;
	/** Photos worked on at the same time; 0 = this process only takes uploads, others work. */
	concurrency: number;
	log: Logger;
}): Promise<Jobs> {
	const { store, engine, concurrency, log } = options;
	const { verifications } = store;
	const changes = new EventEmitter().setMaxListeners(0);
	let stopping = false;

	const boss = new PgBoss({ db: { executeSql: store.database.executeSql }, schedule: concurrency > 0 });
	boss.on("error", (error) => log.error({ err: error }, "job queue failed"));
	await boss.start();
	await boss.createQueue(QUEUE, { name: QUEUE, retryLimit: MAX_STARTS - 1, expireInSeconds: ABANDONED_AFTER_S });

	async function run(id: string): Promise<void> {
		const record = await verifications.find(id);
		// Deleted since, or the process died between finishing the record and finishing the job.
		if (!record || isFinished(record)) return;
		await verifications.start(id);
		changes.emit(id);
		let progress = Promise.resolve();
		const told = new Set<Stage>();
		try {
			const photo = await loadPhoto(record);
			const verdict = await engine.verify(
				photo,
				await store.loadRegistry(),
				policyAt(record.createdAt, record.claims),
				{ id, createdAt: record.createdAt.toISOString() },
				(stage) => {
					// Each page of a document goes through the same stages.
					if (told.has(stage)) return;
					told.add(stage);
					progress = progress.then(() => verifications.addStage(id, stage)).then(() => void changes.emit(id));
				},
			);
			await progress;
			await verifications.finish(id, verdict);
			log.info(
				{ job: shortId(id), conclusion: verdict.report.conclusion, timings: verdict.report.timings },
				"verified",
			);
		} catch (error) {
			await progress.catch(() => undefined);
			if (stopping) throw error;
			const { code, message } =
				error instanceof ZhengjianError ? error : new ZhengjianError("internal", "unforeseen failure");
			// The photo's own faults are no news to whoever runs the service.
			log.warn({ job: shortId(id), code, ...(TRANSIENT.includes(code) ? { err: error } : {}) }, "verification failed");
			if (TRANSIENT.includes(code) && (await verifications.countFailure(id)) < MAX_ATTEMPTS) throw error;
			await verifications.fail(id, { code, message });
		} finally {
			changes.emit(id);
		}
	}

	/** The stored photo, from now on without the place where it was taken. */
	async function loadPhoto({ photoKey, keepLocation }: Verification): Promise<Buffer> {
		const photo = await store.photos.get(photoKey);
		if (!photo) throw new ZhengjianError("internal", "the stored photo is gone");
		const kept = keepLocation ? photo : withoutLocation(photo);
		if (kept !== photo) await store.photos.put(photoKey, Readable.from([kept]));
		return kept;
	}

	/** Gives every unfinished record its job. `atStart` in an embedded store: a job that seems to run belongs to a dead process. */
	async function recover(atStart: boolean): Promise<void> {
		for (const id of await verifications.unfinished()) {
			let job = await boss.getJobById(QUEUE, id);
			if (job?.state === "active" && atStart && store.database.exclusive) {
				await boss.fail(QUEUE, id);
				job = await boss.getJobById(QUEUE, id);
			}
			if (!job) await boss.send(QUEUE, {}, { id });
			else if (job.state === "failed" || job.state === "cancelled")
				await verifications.fail(id, {
					code: "engine.crashed",
					message: "the service died each time it worked on this photo",
				});
		}
	}

	await recover(true);
	const workers = await Promise.all(
		Array.from({ length: concurrency }, () =>
			boss.work(QUEUE, { pollingIntervalSeconds: POLL_S }, async ([job]) => {
				if (job) await run(job.id);
			}),
		),
	);
	if (concurrency > 0) {
		await boss.createQueue(RETENTION_QUEUE, { name: RETENTION_QUEUE, policy: "short", retryLimit: 0 });
		await boss.schedule(RETENTION_QUEUE, RETENTION_CRON);
		await boss.work(RETENTION_QUEUE, async () => {
			log.info(await eraseExpired(store, new Date()), "retention");
		});
	}
	const recovery = setInterval(() => {
		recover(false).catch((error) => log.error({ err: error }, "recovery of jobs failed"));
	}, RECOVERY_INTERVAL_MS);

	return {
		async submit(id) {
			await boss.send(QUEUE, {}, { id });
			for (const worker of workers) boss.notifyWorker(worker);
		},
		async *watch(id, signal) {
			while (!signal.aborted) {
				const change = nextChange(changes, id, signal);
				const record = await verifications.get(id);
				yield record;
				if (isFinished(record)) return;
				await change;
			}
		},
		async close(timeoutMs) {
			clearInterval(recovery);
			const stopped = boss.stop({ graceful: true, timeout: timeoutMs });
			await stopped.finally(() => {
				stopping = true;
			});
		},
	};
}

/** Resolves at the next change of `id`, after the watch interval, or on abort. */
async function nextChange(changes: EventEmitter, id: string, signal: AbortSignal): Promise<void> {
	const either = AbortSignal.any([signal, AbortSignal.timeout(WATCH_INTERVAL_MS)]);
	await once(changes, id, { signal: either }).catch(() => undefined);
}

/** The whole id opens the record, so a log holds only its beginning. */
export const shortId = (id: string): string => id.slice(0, 8);
