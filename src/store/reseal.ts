/** Brings everything that is kept under the key that seals now: what nobody sealed yet, and what another key sealed. */

import { Readable } from "node:stream";
import { and, eq, getTableColumns, getTableName, gt, is, ne } from "drizzle-orm";
import { type PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Queries } from "./database.ts";
import type { PhotoStore } from "./photos.ts";
import * as schema from "./schema.ts";
import type { Vault } from "./vault.ts";

/** Rows looked at in one query; a row may hold a megabyte of evidence. */
const BATCH = 20;

interface Sealed {
	table: PgTable;
	id: PgColumn;
	/** Columns made with `sealed`, by their name in the database. */
	columns: [name: string, column: PgColumn][];
}

/** Every table with sealed columns. Their place (vault.ts) is table, column and `id`, so such a table needs an `id`. */
export const sealedTables = (): Sealed[] =>
	Object.values(schema).flatMap((table) => {
		if (!is(table, PgTable)) return [];
		const all: Record<string, PgColumn> = getTableColumns<PgTable>(table);
		const columns = Object.values(all)
			.filter((column) => column.getSQLType() === "bytea")
			.map((column): [string, PgColumn] => [column.name, column]);
		if (columns.length === 0) return [];
		if (!all.id) throw new TypeError(`the sealed table ${getTableName(table)} has no id`);
		return [{ table, id: all.id, columns }];
	});

/**
 * Seals anew what is not sealed with the current key, and from then on refuses what nobody sealed. Safe beside a running service:
 * a value that changes meanwhile is left to whoever changed it, and was sealed by them. Returns how many values and photos it sealed.
 */
export async function reseal({
	queries,
	vault,
	sealedPhotos,
}: {
	queries: Queries;
	vault: Vault;
	sealedPhotos: PhotoStore;
}): Promise<{ values: number; photos: number }> {
	let values = 0;
	for (const sealed of sealedTables()) values += await resealTable(queries, vault, sealed);
	let photos = 0;
	for await (const { key } of sealedPhotos.list()) {
		const stored = await sealedPhotos.get(key);
		if (!stored || vault.isCurrent(stored)) continue;
		const content = vault.openPhoto(stored, key);
		await sealedPhotos.put(key, Readable.from(vault.sealPhoto(Readable.from([content]), key), { objectMode: false }));
		photos++;
	}
	await queries.transaction(async (tx) => {
		await tx.delete(schema.dataKeys).where(ne(schema.dataKeys.id, vault.keyId));
		await tx.update(schema.dataKeys).set({ unsealedRemains: false });
	});
	vault.acceptsUnsealed = false;
	return { values, photos };
}

async function resealTable(queries: Queries, vault: Vault, { table, id, columns }: Sealed): Promise<number> {
	const name = getTableName(table);
	let values = 0;
	let last: unknown;
	for (;;) {
		const rows = await queries
			.select({ id, ...Object.fromEntries(columns) })
			.from(table)
			.where(last === undefined ? undefined : gt(id, last))
			.orderBy(id)
			.limit(BATCH);
		for (const row of rows as Record<string, unknown>[]) {
			last = row.id;
			for (const [columnName, column] of columns) {
				const stored = row[columnName] as Uint8Array | null;
				if (!stored || vault.isCurrent(stored)) continue;
				const place = { table: name, column: columnName, id: String(row.id) };
				const value = vault.seal(vault.open(stored, place), place);
				await queries
					.update(table)
					.set({ [propertyOf(table, column)]: value })
					.where(and(eq(id, row.id), eq(column, stored)));
				values++;
			}
		}
		if (rows.length < BATCH) return values;
	}
}

/** The property under which drizzle knows a column. */
const propertyOf = (table: PgTable, column: PgColumn): string =>
	Object.entries(getTableColumns(table)).find(([, known]) => known === column)?.[0] as string;
