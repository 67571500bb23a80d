CREATE TABLE "escalation" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"obligation" text NOT NULL,
	"period" text NOT NULL,
	"branch_id" uuid NOT NULL,
	"superior_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"manner" text NOT NULL,
	CONSTRAINT "escalation_tenant_id_organisation_id_obligation_period_pk" PRIMARY KEY("tenant_id","organisation_id","obligation","period")
);
--> statement-breakpoint
CREATE TABLE "reminder_preference" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"send_at" text,
	"quiet_from" text,
	"quiet_until" text,
	"paused_until" date,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_preference_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "snooze" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"matter" text NOT NULL,
	"until" date NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snooze_tenant_id_member_id_matter_pk" PRIMARY KEY("tenant_id","member_id","matter")
);
--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "owed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reminder" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE INDEX "escalation_list" ON "escalation" USING btree ("tenant_id","superior_id","on_date");--> statement-breakpoint
CREATE INDEX "outgoing_ledger" ON "outgoing" USING btree ("tenant_id","organisation_id","due_at") WHERE kind = 'reminder';--> statement-breakpoint
CREATE INDEX "outgoing_message" ON "outgoing" USING btree ("tenant_id","message_id") WHERE kind = 'reminder' and message_id is not null;