CREATE TABLE "logos" (
	"entry" serial PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"credit_code" text,
	"sha256" text NOT NULL,
	"picture" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
