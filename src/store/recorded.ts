/** Tables with history: rows are added and taken out of use, never changed or deleted. */
import { and, gt, isNull, lte, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Rows in use at `moment`; without one, the present state. */
export const inUseAt = (recordedAt: PgColumn, endedAt: PgColumn, moment?: Date): SQL | undefined =>
	moment ? and(lte(recordedAt, moment), or(isNull(endedAt), gt(endedAt, moment))) : isNull(endedAt);

/** An entry with who recorded it and who took it out of use, and when (ISO date and time); null = still in use, or not known. */
export interface Recorded<T> {
	entry: T;
	recordedAt: string;
	recordedBy: string | null;
	endedAt: string | null;
	endedBy: string | null;
}

export const recorded = <T>(
	entry: T,
	{ recordedAt, recordedBy }: { recordedAt: Date; recordedBy: string | null },
	endedAt: Date | null,
	endedBy: string | null,
): Recorded<T> => ({
	entry,
	recordedAt: recordedAt.toISOString(),
	recordedBy,
	endedAt: endedAt?.toISOString() ?? null,
	endedBy,
});
