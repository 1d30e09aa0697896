/**
 * Tables of accounts and the audit trail. The first five hold what better-auth keeps, under its names of columns;
 * a password is there as a salted hash, a session and a second factor only open together with the service's secret.
 */
import { boolean, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const created = () => moment("created_at").notNull().defaultNow();
const updated = () => moment("updated_at").notNull().defaultNow();

export const ACCOUNT_ROLES = ["employer", "inspector", "clerk", "administrator"] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** Employers whose accounts see each other's records. */
export const organisations = pgTable("organisations", {
	id: uuid("id").primaryKey().defaultRandom(),
	name: text("name").notNull().unique(),
	createdAt: created(),
});

export const accounts = pgTable("accounts", {
	id: text("id").primaryKey(),
	name: text("name").notNull(),
	email: text("email").notNull().unique(),
	emailVerified: boolean("email_verified").notNull().default(false),
	image: text("image"),
	role: text("role", { enum: ACCOUNT_ROLES }).notNull(),
	/** An employer's. */
	organisationId: uuid("organisation_id").references(() => organisations.id),
	/** An inspector's, as the administrator wrote it. */
	district: text("district"),
	/** The password was made by somebody else and opens nothing but its own change. */
	passwordExpired: boolean("password_expired").notNull().default(true),
	twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
	banned: boolean("banned").notNull().default(false),
	banReason: text("ban_reason"),
	banExpires: moment("ban_expires"),
	createdAt: created(),
	updatedAt: updated(),
});

const account = () =>
	text("account_id")
		.notNull()
		.references(() => accounts.id, { onDelete: "cascade" });

export const sessions = pgTable(
	"sessions",
	{
		id: text("id").primaryKey(),
		token: text("token").notNull().unique(),
		userId: account(),
		expiresAt: moment("expires_at").notNull(),
		ipAddress: text("ip_address"),
		userAgent: text("user_agent"),
		impersonatedBy: text("impersonated_by"),
		createdAt: created(),
		updatedAt: updated(),
	},
	(table) => [index("sessions_account").on(table.userId)],
);

/** One row for each account: the hash of its password. */
export const credentials = pgTable(
	"credentials",
	{
		id: text("id").primaryKey(),
		userId: account(),
		accountId: text("subject").notNull(),
		providerId: text("provider").notNull(),
		password: text("password"),
		accessToken: text("access_token"),
		refreshToken: text("refresh_token"),
		idToken: text("id_token"),
		accessTokenExpiresAt: moment("access_token_expires_at"),
		refreshTokenExpiresAt: moment("refresh_token_expires_at"),
		scope: text("scope"),
		createdAt: created(),
		updatedAt: updated(),
	},
	(table) => [index("credentials_account").on(table.userId)],
);

/** Sign-ins that wait for their second factor. */
export const challenges = pgTable(
	"challenges",
	{
		id: text("id").primaryKey(),
		identifier: text("identifier").notNull(),
		value: text("value").notNull(),
		expiresAt: moment("expires_at").notNull(),
		createdAt: created(),
		updatedAt: updated(),
	},
	(table) => [index("challenges_identifier").on(table.identifier)],
);

export const secondFactors = pgTable(
	"second_factors",
	{
		id: text("id").primaryKey(),
		userId: account(),
		secret: text("secret").notNull(),
		backupCodes: text("backup_codes").notNull(),
		verified: boolean("verified").default(true),
		failedVerificationCount: integer("failed_verification_count").default(0),
		lockedUntil: moment("locked_until"),
	},
	(table) => [index("second_factors_account").on(table.userId)],
);

/** Keys with which an employer's programs use the interface. Only the hash of a key is kept. */
export const apiKeys = pgTable("api_keys", {
	id: uuid("id").primaryKey().defaultRandom(),
	name: text("name").notNull(),
	accountId: account(),
	organisationId: uuid("organisation_id")
		.notNull()
		.references(() => organisations.id),
	/** SHA-256 of the key, hex. */
	sha256: text("sha256").notNull().unique(),
	expiresAt: moment("expires_at").notNull(),
	revokedAt: moment("revoked_at"),
	createdAt: created(),
});

export const AUDIT_OUTCOMES = ["allowed", "refused", "not-found"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Who did what to which record. A trigger refuses every change and deletion; each row's hash covers the one before. */
export const auditTrail = pgTable(
	"audit_trail",
	{
		/** 1, 2, 3 … without a gap. */
		seq: integer("seq").primaryKey(),
		at: moment("at").notNull(),
		actor: text("actor").notNull(),
		action: text("action").notNull(),
		record: text("record"),
		outcome: text("outcome", { enum: AUDIT_OUTCOMES }).notNull(),
		/** Hex SHA-256 of the row before; of nothing for the first. */
		previous: text("previous").notNull(),
		/** Hex SHA-256 of this row's content and `previous`. */
		hash: text("hash").notNull(),
	},
	(table) => [index("audit_trail_record").on(table.record), index("audit_trail_action").on(table.action, table.at)],
);
