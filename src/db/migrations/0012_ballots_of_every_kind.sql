CREATE TABLE "count_sheet" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"state" text NOT NULL,
	"figures" jsonb NOT NULL,
	"member_ids" uuid[] DEFAULT '{}' NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"checked_by" uuid,
	"checked_at" timestamp with time zone,
	CONSTRAINT "count_sheet_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "election" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"body" text NOT NULL,
	"rule" jsonb NOT NULL,
	"seats" integer NOT NULL,
	"method" text NOT NULL,
	"office" text,
	"state" text NOT NULL,
	"candidates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"elected" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"meeting_id" uuid,
	"consent_id" uuid,
	"approval_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"nominate_until" timestamp with time zone NOT NULL,
	CONSTRAINT "election_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "election_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "nomination" (
	"tenant_id" uuid NOT NULL,
	"election_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"nominee_ids" uuid[] NOT NULL,
	CONSTRAINT "nomination_tenant_id_election_id_member_id_pk" PRIMARY KEY("tenant_id","election_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "resolution" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"matter" text NOT NULL,
	"ballot_id" uuid NOT NULL,
	"meeting_id" uuid,
	"adopted_on" date NOT NULL,
	"state" text NOT NULL,
	"replaces_id" uuid,
	"confirms_id" uuid,
	CONSTRAINT "resolution_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "resolution_number" UNIQUE("tenant_id","organisation_id","number"),
	CONSTRAINT "resolution_ballot" UNIQUE("tenant_id","ballot_id")
);
--> statement-breakpoint
CREATE TABLE "sealed_vote" (
	"tenant_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"sealed" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "sealed_vote_tenant_id_ballot_id_member_id_pk" PRIMARY KEY("tenant_id","ballot_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "vote_reason" (
	"tenant_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "vote_reason_tenant_id_ballot_id_member_id_pk" PRIMARY KEY("tenant_id","ballot_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "written_vote" (
	"tenant_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"counted" boolean NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	CONSTRAINT "written_vote_tenant_id_ballot_id_member_id_pk" PRIMARY KEY("tenant_id","ballot_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "counter_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "scrutineer_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "close_when_all_voted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "seal_key" text;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "key_destroy_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "key_destroyed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "election_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "seats" integer;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "candidates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "runoff_of" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "about_resolution_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "about_how" text;--> statement-breakpoint
ALTER TABLE "electorate" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "count_sheet" ADD CONSTRAINT "count_sheet_tenant_id_ballot_id_ballot_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ballot_id") REFERENCES "public"."ballot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "election" ADD CONSTRAINT "election_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination" ADD CONSTRAINT "nomination_tenant_id_election_id_election_tenant_id_id_fk" FOREIGN KEY ("tenant_id","election_id") REFERENCES "public"."election"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution" ADD CONSTRAINT "resolution_tenant_id_ballot_id_ballot_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ballot_id") REFERENCES "public"."ballot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_vote" ADD CONSTRAINT "sealed_vote_tenant_id_ballot_id_member_id_electorate_tenant_id_ballot_id_member_id_fk" FOREIGN KEY ("tenant_id","ballot_id","member_id") REFERENCES "public"."electorate"("tenant_id","ballot_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_reason" ADD CONSTRAINT "vote_reason_tenant_id_ballot_id_member_id_electorate_tenant_id_ballot_id_member_id_fk" FOREIGN KEY ("tenant_id","ballot_id","member_id") REFERENCES "public"."electorate"("tenant_id","ballot_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "written_vote" ADD CONSTRAINT "written_vote_tenant_id_ballot_id_member_id_electorate_tenant_id_ballot_id_member_id_fk" FOREIGN KEY ("tenant_id","ballot_id","member_id") REFERENCES "public"."electorate"("tenant_id","ballot_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "count_sheet_standing" ON "count_sheet" USING btree ("tenant_id","ballot_id") WHERE "count_sheet"."state" in ('entered', 'confirmed');--> statement-breakpoint
CREATE INDEX "election_consent" ON "election" USING btree ("tenant_id","consent_id");--> statement-breakpoint
CREATE INDEX "election_approval" ON "election" USING btree ("tenant_id","approval_id");--> statement-breakpoint
CREATE INDEX "resolution_meeting" ON "resolution" USING btree ("tenant_id","meeting_id");