/** The worker's side of the pool: one engine per thread, made with the first task and used by all that follow. */
import type { Stage } from "../evidence.ts";
import type { Registry } from "../registry.ts";
import type { Report } from "../report/schema.ts";
import type { Policy } from "../rules/rule.ts";
import { type Assignment, type Identity, type Outcome, type TaskResults, toPlain, type Verdict } from "./protocol.ts";

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
}

/** Makes the function that the pool calls in each worker thread. It never throws: errors come back as plain data. */
export function serve<Engine>(workshop: Workshop<Engine>) {
	let engine: Promise<Engine> | undefined;
	const ready = () => {
		engine ??= workshop.createEngine();
		return engine;
	};
	const work = async ({ task, progress }: Assignment): Promise<TaskResults[keyof TaskResults]> => {
		switch (task.kind) {
			case "warm":
				await ready();
				return null;
			case "verify":
				return workshop.verify(task.photo, task.registry, task.policy, await ready(), task.identity, (stage) =>
					progress.postMessage({ stage }),
				);
			case "annotate":
				// A copy of its own: encoders hand out slices of shared memory.
				return new Uint8Array(await workshop.annotate(task.photo, task.report));
			default:
				return task satisfies never;
		}
	};
	return async (assignment: Assignment): Promise<Outcome<TaskResults[keyof TaskResults]>> => {
		assignment.progress.postMessage("started");
		try {
			return { value: await work(assignment) };
		} catch (error) {
			return { error: toPlain(error) };
		} finally {
			assignment.progress.close();
		}
	};
}
