/** Share links: chosen parts of one report for whoever has the code, until it ends or is taken back. */
import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { ZhengjianError } from "../../errors.ts";
import { type Report, type ReportFinding, reportSchema } from "../../report/schema.ts";
import type { Queries } from "../../store/database.ts";
import { SHARED_PARTS, type SharedPart, shares } from "../../store/schema.ts";
import { maskField, maskText } from "../../text/mask.ts";
import { hashOfCode, newCode } from "./code.ts";

const DAY_MS = 86_400_000;
export const MAX_SHARE_DAYS = 180;

export const newShareSchema = z.object({
	/** How long the link opens, days. */
	days: z.number().int().min(1).max(MAX_SHARE_DAYS),
	parts: z
		.array(z.enum(SHARED_PARTS))
		.min(1)
		.transform((parts) => SHARED_PARTS.filter((part) => parts.includes(part))),
});

export const shareSchema = z.object({
	id: z.uuid(),
	parts: z.array(z.enum(SHARED_PARTS)),
	createdAt: z.iso.datetime(),
	expiresAt: z.iso.datetime(),
	revoked: z.boolean(),
});
export type Share = z.infer<typeof shareSchema>;

/** What a share shows of a report: nothing but the parts that were chosen. */
export const sharedReportSchema = reportSchema
	.pick({ conclusion: true, summary: true, advice: true, findings: true, fields: true, image: true })
	.partial()
	.extend({
		...reportSchema.pick({ createdAt: true, family: true }).shape,
		parts: shareSchema.shape.parts,
		expiresAt: z.iso.datetime(),
	});
export type SharedReport = z.infer<typeof sharedReportSchema>;

type Row = typeof shares.$inferSelect;

export class Shares {
	constructor(private readonly queries: Queries) {}

	/** Makes a link to a verification. The only time that its code is known. */
	async create(
		verificationId: string,
		{ days, parts }: z.output<typeof newShareSchema>,
	): Promise<{ share: Share; code: string }> {
		const code = newCode();
		const [row] = await this.queries
			.insert(shares)
			.values({ verificationId, parts, sha256: hashOfCode(code), expiresAt: new Date(Date.now() + days * DAY_MS) })
			.returning();
		return { share: toShare(row as Row), code };
	}

	/** Newest first. */
	async list(verificationId: string): Promise<Share[]> {
		const rows = await this.queries
			.select()
			.from(shares)
			.where(eq(shares.verificationId, verificationId))
			.orderBy(desc(shares.createdAt));
		return rows.map(toShare);
	}

	/** Ends a link of this verification for good. Throws `share.not-found`. */
	async revoke(verificationId: string, id: string): Promise<void> {
		const known = (await this.list(verificationId)).some((share) => share.id === id);
		if (!known) throw new ZhengjianError("share.not-found", "there is no such share of this verification");
		await this.queries
			.update(shares)
			.set({ revokedAt: new Date() })
			.where(and(eq(shares.id, id), isNull(shares.revokedAt)));
	}

	/** The share that a code opens. Throws `share.not-found`, `share.revoked` or `share.expired`. */
	async open(code: string): Promise<Row> {
		const [row] = await this.queries
			.select()
			.from(shares)
			.where(eq(shares.sha256, hashOfCode(code)));
		if (!row) throw new ZhengjianError("share.not-found", "this code opens nothing");
		if (row.revokedAt) throw new ZhengjianError("share.revoked", "this share was taken back");
		if (row.expiresAt <= new Date())
			throw new ZhengjianError("share.expired", "this share has ended", { found: row.expiresAt.toISOString() });
		return row;
	}
}

/** The chosen parts, with every identity number masked: a share goes to people who need to know the certificate, not the number. */
export function shownBy({ parts, expiresAt }: Pick<Row, "parts" | "expiresAt">, report: Report): SharedReport {
	const shows = (part: SharedPart) => parts.includes(part);
	return {
		createdAt: report.createdAt,
		family: report.family,
		parts,
		expiresAt: expiresAt.toISOString(),
		...(shows("verdict") && { conclusion: report.conclusion, summary: report.summary, advice: report.advice }),
		...(shows("findings") && { findings: report.findings.map(masked) }),
		...(shows("fields") && { fields: maskFields(report.fields) }),
		...(shows("photo") && { image: report.image }),
	};
}

const maskFields = (fields: Report["fields"]): Report["fields"] =>
	Object.fromEntries(
		Object.entries(fields).map(([name, { value, normalized, crossRead, ...place }]) => [
			name,
			{
				...place,
				value: maskField(name, value),
				...(normalized !== undefined && { normalized: maskField(name, normalized) }),
				...(crossRead && { crossRead: { ...crossRead, value: maskField(name, crossRead.value) } }),
			},
		]),
	);

const masked = (finding: ReportFinding): ReportFinding => ({
	...finding,
	message: { zh: maskText(finding.message.zh), en: maskText(finding.message.en) },
	evidence: Object.fromEntries(
		Object.entries(finding.evidence).map(([name, value]) => [
			name,
			typeof value === "string" ? maskText(value) : value,
		]),
	),
});

const toShare = ({ id, parts, createdAt, expiresAt, revokedAt }: Row): Share => ({
	id,
	parts,
	createdAt: createdAt.toISOString(),
	expiresAt: expiresAt.toISOString(),
	revoked: revokedAt !== null,
});
