CREATE TABLE "duty_record" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"obligation" text NOT NULL,
	"period" text NOT NULL,
	"member_id" uuid NOT NULL,
	"other_id" uuid,
	"mark" text DEFAULT '' NOT NULL,
	"done_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_record_tenant_id_organisation_id_obligation_period_member_id_mark_pk" PRIMARY KEY("tenant_id","organisation_id","obligation","period","member_id","mark")
);
--> statement-breakpoint
ALTER TABLE "duty_record" ADD CONSTRAINT "duty_record_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;