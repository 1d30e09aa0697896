CREATE TABLE "data_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unsealed_remains" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "verifications" ALTER COLUMN "claims" SET DATA TYPE bytea USING convert_to("claims"::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "verifications" ALTER COLUMN "report" SET DATA TYPE bytea USING convert_to("report"::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "verifications" ALTER COLUMN "evidence" SET DATA TYPE bytea USING convert_to("evidence"::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "owner_kind" text DEFAULT 'anonymous' NOT NULL;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "organisation_id" text;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "keep_until" timestamp with time zone;--> statement-breakpoint
-- Records of earlier versions had no end: they get the longer of the two default periods.
UPDATE "verifications" SET "keep_until" = now() + interval '180 days';--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "keep_location" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "verifications_keep_until" ON "verifications" USING btree ("keep_until");--> statement-breakpoint
CREATE INDEX "verifications_status" ON "verifications" USING btree ("status");