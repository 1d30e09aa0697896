/** Keys with which an employer's own programs use the interface. A key is shown once; only its hash is kept. */
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { ZhengjianError } from "../../errors.ts";
import type { Queries } from "../../store/database.ts";
import { accounts, apiKeys } from "../../store/schema.ts";

/** Says in a log or a repository what kind of secret was left there. */
const PREFIX = "zj_";
const KEY_BYTES = 32;
const DAY_MS = 86_400_000;

export const newApiKeySchema = z.object({
	name: z.string().trim().min(1).max(100),
	days: z.number().int().min(1).max(730).default(365),
});

export const apiKeySchema = z.object({
	id: z.uuid(),
	name: z.string(),
	createdAt: z.iso.datetime(),
	expiresAt: z.iso.datetime(),
	revoked: z.boolean(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export interface ApiKeyOwner {
	id: string;
	accountId: string;
	organisationId: string;
}

export class ApiKeys {
	constructor(private readonly queries: Queries) {}

	/** Makes a key of an organisation that ends after `days`. The only time that the key itself is known. */
	async create(
		owner: Omit<ApiKeyOwner, "id">,
		{ name, days }: z.infer<typeof newApiKeySchema>,
	): Promise<{ apiKey: ApiKey; key: string }> {
		const key = `${PREFIX}${randomBytes(KEY_BYTES).toString("base64url")}`;
		const expiresAt = new Date(Date.now() + days * DAY_MS);
		const [row] = await this.queries
			.insert(apiKeys)
			.values({ ...owner, name, sha256: sha256(key), expiresAt })
			.returning();
		return { apiKey: toApiKey(row as typeof apiKeys.$inferSelect), key };
	}

	/** Newest first. */
	async list(organisationId: string): Promise<ApiKey[]> {
		const rows = await this.queries
			.select()
			.from(apiKeys)
			.where(eq(apiKeys.organisationId, organisationId))
			.orderBy(desc(apiKeys.createdAt));
		return rows.map(toApiKey);
	}

	async revoke(id: string): Promise<void> {
		await this.queries
			.update(apiKeys)
			.set({ revokedAt: new Date() })
			.where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
	}

	/** Whose key it is. Throws `access.unauthenticated` for a key that is unknown, ended, revoked or of a disabled account. */
	async open(key: string): Promise<ApiKeyOwner> {
		const [row] = await this.queries
			.select({ id: apiKeys.id, accountId: apiKeys.accountId, organisationId: apiKeys.organisationId })
			.from(apiKeys)
			.innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
			.where(
				and(
					eq(apiKeys.sha256, sha256(key)),
					isNull(apiKeys.revokedAt),
					gt(apiKeys.expiresAt, new Date()),
					eq(accounts.banned, false),
				),
			);
		if (!row) throw new ZhengjianError("access.unauthenticated", "the API key does not open anything");
		return row;
	}
}

/** Not a password: 256 random bits need no slow hash. */
const sha256 = (key: string): string => createHash("sha256").update(key).digest("hex");

const toApiKey = ({ id, name, createdAt, expiresAt, revokedAt }: typeof apiKeys.$inferSelect): ApiKey => ({
	id,
	name,
	createdAt: createdAt.toISOString(),
	expiresAt: expiresAt.toISOString(),
	revoked: revokedAt !== null,
});
