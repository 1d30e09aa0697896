/** Tables of the store, one SQL dialect (PostgreSQL) for the embedded and the separate database. */
import {
	boolean,
	customType,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	serial,
	text,
	timestamp,
	uuid,
} from "drizzle-orm/pg-core";
import type { Stage } from "../evidence.ts";
import type { IssuerEntry } from "../registry.ts";
import type { Rulebook } from "../rulebook/schema.ts";
import type { SelfTest, Template } from "../templates/schema.ts";

export const VERIFICATION_STATUSES = ["queued", "running", "done", "failed"] as const;
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];

/** Why a verification failed: the same code that the command line and the problem details show. */
export interface FailureRecord {
	code: string;
	message: string;
}

/** A personal value, sealed by the vault (vault.ts). What an older version wrote is plain JSON. */
export const sealed = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Whose record it is; the accounts know more. */
export const OWNER_KINDS = ["anonymous", "employer", "inspector"] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

export const verifications = pgTable(
	"verifications",
	{
		id: uuid("id").primaryKey(),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
		status: text("status", { enum: VERIFICATION_STATUSES }).notNull(),
		photoKey: text("photo_key").notNull(),
		claims: sealed("claims").notNull(),
		/** Stages entered so far, in order. */
		stages: jsonb("stages").$type<Stage[]>().notNull().default([]),
		/** How often the engine failed on this photo. */
		failures: integer("failures").notNull().default(0),
		report: sealed("report"),
		evidence: sealed("evidence"),
		error: jsonb("error").$type<FailureRecord>(),
		ownerKind: text("owner_kind", { enum: OWNER_KINDS }).notNull().default("anonymous"),
		ownerId: text("owner_id"),
		organisationId: text("organisation_id"),
		/** When row and photos are deleted; null while something else (an open case) decides. */
		keepUntil: timestamp("keep_until", { withTimezone: true }),
		/** Whether the place written into the photo by the camera stays in it: an inspector's choice. */
		keepLocation: boolean("keep_location").notNull().default(false),
	},
	(table) => [index("verifications_keep_until").on(table.keepUntil), index("verifications_status").on(table.status)],
);

/** The keys that values and photos are sealed with, by their identifier; the keys themselves are never in the database. */
export const dataKeys = pgTable("data_keys", {
	id: text("id").primaryKey(),
	addedAt: timestamp("added_at", { withTimezone: true }).notNull().defaultNow(),
	/** Whether values and photos from before there was a key may still be there, unsealed. */
	unsealedRemains: boolean("unsealed_remains").notNull(),
});

/** Registered standards; a version, once registered, never changes. */
export const templates = pgTable(
	"templates",
	{
		id: text("id").notNull(),
		version: integer("version").notNull(),
		template: jsonb("template").$type<Template>().notNull(),
		registeredAt: timestamp("registered_at", { withTimezone: true }).notNull().defaultNow(),
		/** Who registered it; null = nobody was named. */
		registeredBy: text("registered_by"),
		/** Result of the self-test it was registered with. */
		selfTest: jsonb("self_test").$type<SelfTest>(),
	},
	(table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** Logos and their owners. Nothing is deleted: a logo that was taken off the list keeps its row. */
export const logos = pgTable("logos", {
	entry: serial("entry").primaryKey(),
	owner: text("owner").notNull(),
	creditCode: text("credit_code"),
	sha256: text("sha256").notNull(),
	/** PNG, base64. */
	picture: text("picture").notNull(),
	recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().defaultNow(),
	recordedBy: text("recorded_by"),
	removedAt: timestamp("removed_at", { withTimezone: true }),
	removedBy: text("removed_by"),
});

/** Entries of the white and black lists. Nothing is overwritten: a corrected entry supersedes the older row. */
export const issuers = pgTable("issuers", {
	entry: serial("entry").primaryKey(),
	name: text("name").notNull(),
	creditCode: text("credit_code"),
	listing: text("listing", { enum: ["whitelist", "blacklist"] })
		.$type<IssuerEntry["listing"]>()
		.notNull(),
	families: jsonb("families").$type<string[]>().notNull(),
	from: date("valid_from", { mode: "string" }),
	to: date("valid_to", { mode: "string" }),
	source: text("source").notNull(),
	aliases: jsonb("aliases").$type<string[]>().notNull().default([]),
	recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().defaultNow(),
	recordedBy: text("recorded_by"),
	supersededAt: timestamp("superseded_at", { withTimezone: true }),
	supersededBy: text("superseded_by"),
});

/** Versions of the rulebook that judged here, each kept whole when it is first used. */
export const rulebooks = pgTable(
	"rulebooks",
	{
		version: text("version").notNull(),
		/** Of the rulebook as JSON, hex. */
		sha256: text("sha256").notNull(),
		rulebook: jsonb("rulebook").$type<Rulebook>().notNull(),
		recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().defaultNow(),
		recordedBy: text("recorded_by"),
	},
	(table) => [primaryKey({ columns: [table.version, table.sha256] })],
);

export const SHARED_PARTS = ["verdict", "findings", "fields", "photo"] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];

/** Links that show chosen parts of one report until they end. Only the hash of a code is kept. */
export const shares = pgTable(
	"shares",
	{
		id: uuid("id").primaryKey().defaultRandom(),
		verificationId: uuid("verification_id")
			.notNull()
			.references(() => verifications.id, { onDelete: "cascade" }),
		/** SHA-256 of the code, hex. */
		sha256: text("sha256").notNull().unique(),
		parts: jsonb("parts").$type<SharedPart[]>().notNull(),
		expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
		revokedAt: timestamp("revoked_at", { withTimezone: true }),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
	},
	(table) => [index("shares_verification").on(table.verificationId)],
);

export * from "./account-tables.ts";
