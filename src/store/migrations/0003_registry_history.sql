CREATE TABLE "rulebooks" (
	"version" text NOT NULL,
	"sha256" text NOT NULL,
	"rulebook" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" text,
	CONSTRAINT "rulebooks_version_sha256_pk" PRIMARY KEY("version","sha256")
);
--> statement-breakpoint
ALTER TABLE "issuers" ADD COLUMN "aliases" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "issuers" ADD COLUMN "recorded_by" text;--> statement-breakpoint
ALTER TABLE "issuers" ADD COLUMN "superseded_by" text;--> statement-breakpoint
ALTER TABLE "logos" ADD COLUMN "recorded_by" text;--> statement-breakpoint
ALTER TABLE "logos" ADD COLUMN "removed_by" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "registered_by" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "self_test" jsonb;