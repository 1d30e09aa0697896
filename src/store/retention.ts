/** How long records are kept, and how they are deleted: row, photo and annotated picture. */
import { asc, gt, inArray } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { PhotoStore } from "./photos.ts";
import { type OwnerKind, verifications } from "./schema.ts";
import type { Verifications } from "./verifications.ts";

const HOUR_MS = 3_600_000;

export interface Retention {
	/** Records of nobody in particular. */
	anonymousHours: number;
	/** Records of employers and inspectors. */
	othersDays: number;
}

export const DEFAULT_RETENTION: Retention = { anonymousHours: 24, othersDays: 180 };

/** When a record made at `from` is deleted. */
export function keepUntil({ anonymousHours, othersDays }: Retention, kind: OwnerKind, from: Date): Date {
	const hours = kind === "anonymous" ? anonymousHours : othersDays * 24;
	return new Date(from.getTime() + hours * HOUR_MS);
}

/** The annotated picture lies beside its photo. */
export const annotatedKey = ({ photoKey }: { photoKey: string }): string => `${photoKey}-annotated`;

interface Kept {
	database: Database;
	verifications: Verifications;
	photos: PhotoStore;
}

/** Deletes one record. The row goes last: a process that dies in between leaves what the next attempt finds. */
export async function erase({ verifications, photos }: Kept, record: { id: string; photoKey: string }): Promise<void> {
	await photos.remove(annotatedKey(record));
	await photos.remove(record.photoKey);
	await verifications.remove(record.id);
}

/**
 * Photos without a record are what an upload leaves that was never acknowledged, or a picture drawn while its record was
 * deleted. Younger ones may belong to an upload still under way, milliseconds.
 */
export const ORPHAN_AGE_MS = HOUR_MS;
/** Keys looked up in one query. */
const BATCH = 500;

/** Deletes every record whose time is over and every old photo without a record. Returns how many of each. */
export async function eraseExpired(kept: Kept, now: Date): Promise<{ records: number; orphans: number }> {
	const expired = await kept.verifications.expired(now);
	for (const record of expired) await erase(kept, record);
	const { orphans } = await compare(kept, new Date(now.getTime() - ORPHAN_AGE_MS));
	for (const key of orphans) await kept.photos.remove(key);
	// Deleted rows stay in the database's files until they are swept, and nothing sweeps an embedded one by itself.
	if (expired.length > 0) await kept.database.executeSql("VACUUM verifications");
	return { records: expired.length, orphans: orphans.length };
}

/** What a check of the deletion found; empty lists prove that nothing is left. */
export interface DeletionProof {
	records: number;
	photos: number;
	/** Records whose time is over. */
	expired: string[];
	/** Photos and annotated pictures older than ORPHAN_AGE_MS that no record knows. */
	orphans: string[];
	/** Records whose photo is gone. */
	withoutPhoto: string[];
}

/** Looks through the database and the photo store for anything that should have been deleted by `now`. Changes nothing. */
export async function proveDeletion(kept: Kept, now: Date): Promise<DeletionProof> {
	const [expired, compared] = [
		await kept.verifications.expired(now),
		await compare(kept, new Date(now.getTime() - ORPHAN_AGE_MS)),
	];
	return { ...compared, expired: expired.map(({ id }) => id) };
}

/** Holds the photo store against the records, both read piece by piece. */
async function compare({ database: { queries }, photos }: Kept, before: Date): Promise<Omit<DeletionProof, "expired">> {
	const orphans: string[] = [];
	const present = new Set<string>();
	let batch: { key: string; changedAt: Date }[] = [];
	let photoCount = 0;
	const settle = async () => {
		const owners = batch.map(({ key }) => key.replace(/-annotated$/, ""));
		const rows = await queries
			.select({ key: verifications.photoKey })
			.from(verifications)
			.where(inArray(verifications.photoKey, owners));
		const known = new Set(rows.map(({ key }) => key));
		batch.forEach(({ key, changedAt }, k) => {
			if (known.has(owners[k] as string)) present.add(key);
			else if (changedAt < before) orphans.push(key);
		});
		batch = [];
	};
	for await (const photo of photos.list()) {
		photoCount++;
		if (batch.push(photo) === BATCH) await settle();
	}
	if (batch.length > 0) await settle();

	const withoutPhoto: string[] = [];
	let records = 0;
	let last = "00000000-0000-0000-0000-000000000000";
	for (;;) {
		const rows = await queries
			.select({ id: verifications.id, key: verifications.photoKey })
			.from(verifications)
			.where(gt(verifications.id, last))
			.orderBy(asc(verifications.id))
			.limit(BATCH);
		if (rows.length === 0) break;
		records += rows.length;
		withoutPhoto.push(...rows.filter(({ key }) => !present.has(key)).map(({ id }) => id));
		last = (rows.at(-1) as (typeof rows)[number]).id;
	}
	return { records, photos: photoCount, orphans, withoutPhoto };
}
