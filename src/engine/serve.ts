/** The worker's side of the pool: one engine per process, made with the first task and used by all that follow. */
import type { Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import type { PdfOptions } from "../report/pdf/report-pdf.ts";
import type { Report } from "../report/schema.ts";
import type { Policy } from "../rules/rule.ts";
import { type Identity, type Task, type TaskResults, toPlain, type Verdict, type WorkerMessage } from "./protocol.ts";

/** What a worker does its tasks with. */
export interface Workshop<Engine> {
	createEngine: () => Promise<Engine>;
	verify: (
		photo: Uint8Array,
		registry: Registry,
		policy: Policy,
		engine: Engine,
		identity: Identity,
		onStage: (stage: Stage) => void,
	) => Promise<Verdict>;
	annotate: (photo: Uint8Array, report: Report) => Promise<Uint8Array>;
	renderPdf: (photo: Uint8Array, report: Report, options: PdfOptions) => Promise<Uint8Array>;
}

/** Answers the pool's tasks, which come one at a time, until the pool is gone. */
export function serve<Engine>(workshop: Workshop<Engine>): void {
	let engine: Promise<Engine> | undefined;
	const ready = () => {
		engine ??= workshop.createEngine();
		return engine;
	};
	const tell = (message: WorkerMessage<TaskResults[keyof TaskResults]>) => process.send?.(message);
	const work = async (task: Task): Promise<TaskResults[keyof TaskResults]> => {
		switch (task.kind) {
			case "warm":
				await ready();
				return null;
			case "verify":
				return workshop.verify(task.photo, task.registry, task.policy, await ready(), task.identity, (stage) =>
					tell({ stage }),
				);
			case "annotate":
				return workshop.annotate(task.photo, task.report);
			case "pdf":
				return workshop.renderPdf(task.photo, task.report, task.options);
			default:
				return task satisfies never;
		}
	};
	process.on("message", (task: Task) => {
		work(task).then(
			(value) => tell({ value }),
			(error: unknown) => tell({ error: toPlain(error) }),
		);
	});
	// Native code may throw while it is torn down; there is nothing left to tidy.
	process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
	// A terminal interrupts the whole group: the pool decides when its workers stop.
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
}
