/** Accounts: made, listed, given a new password and disabled by an administrator, never by themselves. */
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { ZhengjianError } from "../../errors.ts";
import { ACCOUNT_ROLES } from "../../store/account-tables.ts";
import type { Queries } from "../../store/database.ts";
import { accounts, organisations } from "../../store/schema.ts";
import type { Auth } from "./auth.ts";
import { oneTimePassword } from "./password.ts";

/** The account that the first start makes. */
export const FIRST_ADMINISTRATOR = "admin@zhengjian.local";

const text = z.string().trim().min(1).max(200);

export const newAccountSchema = z
	.object({
		email: z.email().max(254).toLowerCase(),
		name: text,
		role: z.enum(ACCOUNT_ROLES),
		/** Name of the organisation: an employer's, and only an employer's. It is registered when it is new. */
		organisation: text.optional(),
		/** An inspector's, and only an inspector's. */
		district: text.optional(),
	})
	.refine(({ role, organisation }) => (role === "employer") === (organisation !== undefined), {
		path: ["organisation"],
		error: "an employer has an organisation, and nobody else has one",
	})
	.refine(({ role, district }) => (role === "inspector") === (district !== undefined), {
		path: ["district"],
		error: "an inspector has a district, and nobody else has one",
	});
export type NewAccount = z.infer<typeof newAccountSchema>;

export const accountSchema = z.object({
	id: z.string(),
	email: z.string(),
	name: z.string(),
	role: z.enum(ACCOUNT_ROLES),
	organisation: z.string().nullable(),
	district: z.string().nullable(),
	disabled: z.boolean(),
	passwordExpired: z.boolean(),
	secondFactor: z.boolean(),
	createdAt: z.iso.datetime(),
});
export type Account = z.infer<typeof accountSchema>;

/** An account and the one password that opens it for its first use. */
export interface Admitted {
	account: Account;
	password: string;
}

export class Accounts {
	constructor(
		private readonly queries: Queries,
		readonly auth: Auth,
	) {}

	/** Makes an account with a one-time password. Throws `account.exists` for an e-mail address that has one. */
	async create(given: NewAccount): Promise<Admitted> {
		const { email, name, role, organisation, district = null } = given;
		const [taken] = await this.queries.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email));
		if (taken) throw new ZhengjianError("account.exists", "there is an account with this e-mail address");
		const organisationId = organisation === undefined ? null : await this.organisation(organisation);
		const password = oneTimePassword();
		const { user } = await this.auth.api.createUser({
			body: { email, name, password, data: { role, organisationId, district, passwordExpired: true } },
		});
		return { account: await this.get(user.id), password };
	}

	async list(): Promise<Account[]> {
		return (await this.select().orderBy(asc(accounts.createdAt), asc(accounts.id))).map(toAccount);
	}

	/** Throws `account.not-found`. */
	async get(id: string): Promise<Account> {
		const [row] = await this.select().where(eq(accounts.id, id));
		if (!row) throw new ZhengjianError("account.not-found", "there is no account with this id");
		return toAccount(row);
	}

	/** Throws `account.not-found`. */
	async find(email: string): Promise<Account> {
		const [row] = await this.select().where(eq(accounts.email, email.trim().toLowerCase()));
		if (!row) throw new ZhengjianError("account.not-found", "there is no account with this e-mail address");
		return toAccount(row);
	}

	/** Gives the account a new one-time password and ends its sessions. A second factor is taken off: its device may be lost. */
	async resetPassword(id: string): Promise<Admitted> {
		const { email } = await this.get(id);
		const password = oneTimePassword();
		const { internalAdapter, password: hashing, adapter } = await this.auth.$context;
		await internalAdapter.updatePassword(id, await hashing.hash(password));
		await internalAdapter.updateUser(id, { passwordExpired: true, twoFactorEnabled: false });
		await adapter.deleteMany({ model: "twoFactor", where: [{ field: "userId", value: id }] });
		await internalAdapter.deleteUserSessions(id);
		return { account: await this.find(email), password };
	}

	/** A disabled account keeps its records and cannot sign in; what it had open ends at once. */
	async setDisabled(id: string, disabled: boolean): Promise<Account> {
		await this.get(id);
		const { internalAdapter } = await this.auth.$context;
		await internalAdapter.updateUser(id, { banned: disabled });
		if (disabled) await internalAdapter.deleteUserSessions(id);
		return this.get(id);
	}

	/** The password is the account's own now. */
	async passwordChanged(id: string): Promise<void> {
		await this.queries.update(accounts).set({ passwordExpired: false }).where(eq(accounts.id, id));
	}

	/** Makes the first administrator when there is none yet; null when there is. */
	async admitFirst(): Promise<Admitted | null> {
		const [known] = await this.queries
			.select({ id: accounts.id })
			.from(accounts)
			.where(eq(accounts.role, "administrator"))
			.limit(1);
		if (known) return null;
		try {
			return await this.create({ email: FIRST_ADMINISTRATOR, name: "管理员", role: "administrator" });
		} catch (error) {
			// Another server of the same database was first.
			if ((await this.list()).some(({ role }) => role === "administrator")) return null;
			throw error;
		}
	}

	private async organisation(name: string): Promise<string> {
		await this.queries.insert(organisations).values({ name }).onConflictDoNothing();
		const [row] = await this.queries.select().from(organisations).where(eq(organisations.name, name));
		return (row as typeof organisations.$inferSelect).id;
	}

	private select() {
		return this.queries
			.select({ account: accounts, organisation: organisations.name })
			.from(accounts)
			.leftJoin(organisations, eq(organisations.id, accounts.organisationId))
			.$dynamic();
	}
}

const toAccount = ({
	account,
	organisation,
}: {
	account: typeof accounts.$inferSelect;
	organisation: string | null;
}): Account => ({
	id: account.id,
	email: account.email,
	name: account.name,
	role: account.role,
	organisation,
	district: account.district,
	disabled: account.banned,
	passwordExpired: account.passwordExpired,
	secondFactor: account.twoFactorEnabled,
	createdAt: account.createdAt.toISOString(),
});
