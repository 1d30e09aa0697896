/** What can be asked about everything that is kept, as plain JSON: the same in this process and through the holder's socket. */
import { backup, type Manifest } from "./backup.ts";
import { reseal } from "./reseal.ts";
import { type DeletionProof, proveDeletion } from "./retention.ts";
import { readSaved, type SavedPage } from "./saved.ts";
import type { Store } from "./store.ts";

export type DataCommand =
	| { command: "data.encrypt" }
	| { command: "data.prove-deletion" }
	| { command: "data.saved"; ids?: string[]; after?: string }
	/** `folder`: absolute path. */
	| { command: "data.backup"; folder: string };

/** What each command answers. */
export interface DataAnswers {
	"data.encrypt": { values: number; photos: number };
	"data.prove-deletion": DeletionProof;
	"data.saved": SavedPage;
	"data.backup": Manifest;
}

export const isDataCommand = (request: unknown): request is DataCommand =>
	typeof request === "object" &&
	request !== null &&
	"command" in request &&
	String(request.command).startsWith("data.");

export async function runDataCommand(store: Store, command: DataCommand): Promise<DataAnswers[keyof DataAnswers]> {
	const { queries } = store.database;
	switch (command.command) {
		case "data.encrypt":
			return reseal({ ...store, queries });
		case "data.prove-deletion":
			return proveDeletion(store, new Date());
		case "data.saved":
			return readSaved({ ...store, queries }, command);
		case "data.backup":
			return backup({ ...store, queries }, command.folder);
		default:
			return command satisfies never;
	}
}
