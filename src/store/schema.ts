/** Tables of the store, one SQL dialect (PostgreSQL) for the embedded and the separate database. */
import { date, integer, jsonb, pgTable, primaryKey, serial, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Evidence, Stage } from "../evidence.ts";
import type { IssuerEntry } from "../registry.ts";
import type { Report } from "../report/schema.ts";
import type { Template } from "../templates/schema.ts";

export const VERIFICATION_STATUSES = ["queued", "running", "done", "failed"] as const;
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];

/** Why a verification failed: the same code that the command line and the problem details show. */
export interface FailureRecord {
	code: string;
	message: string;
}

export const verifications = pgTable("verifications", {
	id: uuid("id").primaryKey(),
	createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
	status: text("status", { enum: VERIFICATION_STATUSES }).notNull(),
	photoKey: text("photo_key").notNull(),
	claims: jsonb("claims").$type<Record<string, string>>().notNull(),
	/** Stages entered so far, in order. */
	stages: jsonb("stages").$type<Stage[]>().notNull().default([]),
	/** How often the engine failed on this photo. */
	failures: integer("failures").notNull().default(0),
	report: jsonb("report").$type<Report>(),
	evidence: jsonb("evidence").$type<Evidence>(),
	error: jsonb("error").$type<FailureRecord>(),
});

/** Registered standards; a version, once registered, never changes. */
export const templates = pgTable(
	"templates",
	{
		id: text("id").notNull(),
		version: integer("version").notNull(),
		template: jsonb("template").$type<Template>().notNull(),
		registeredAt: timestamp("registered_at", { withTimezone: true }).notNull().defaultNow(),
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
	removedAt: timestamp("removed_at", { withTimezone: true }),
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
	recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().defaultNow(),
	supersededAt: timestamp("superseded_at", { withTimezone: true }),
});
