CREATE TABLE "ballot_flag" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"effect" text NOT NULL,
	"flagged_by" uuid NOT NULL,
	"flagged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ballot_flag_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ballot_roll" (
	"tenant_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"recused" uuid[] DEFAULT '{}' NOT NULL,
	"salt" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ballot_roll_tenant_id_ballot_id_pk" PRIMARY KEY("tenant_id","ballot_id")
);
--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "chair_reason" text;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "input" jsonb;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "previous_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "previous_why" text;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "previous_reason" text;--> statement-breakpoint
ALTER TABLE "ballot_flag" ADD CONSTRAINT "ballot_flag_tenant_id_ballot_id_ballot_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ballot_id") REFERENCES "public"."ballot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_flag" ADD CONSTRAINT "ballot_flag_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_roll" ADD CONSTRAINT "ballot_roll_tenant_id_ballot_id_ballot_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ballot_id") REFERENCES "public"."ballot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ballot_flag_ballot" ON "ballot_flag" USING btree ("tenant_id","ballot_id");--> statement-breakpoint
CREATE INDEX "ballot_flag_organisation" ON "ballot_flag" USING btree ("tenant_id","organisation_id","flagged_at");