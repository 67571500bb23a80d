CREATE TABLE "process_switch" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"template_id" text NOT NULL,
	"on" boolean NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "process_switch_tenant_id_organisation_id_template_id_pk" PRIMARY KEY("tenant_id","organisation_id","template_id")
);
--> statement-breakpoint
ALTER TABLE "process_instance" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "process_instance" ADD COLUMN "parent_step" text;--> statement-breakpoint
ALTER TABLE "process_instance" ADD COLUMN "parent_item" text;--> statement-breakpoint
ALTER TABLE "process_instance" ADD COLUMN "period_start" date;--> statement-breakpoint
ALTER TABLE "process_step" ADD COLUMN "kind" text DEFAULT 'task' NOT NULL;--> statement-breakpoint
ALTER TABLE "process_step" ADD COLUMN "visibility" text DEFAULT 'branch' NOT NULL;--> statement-breakpoint
ALTER TABLE "process_switch" ADD CONSTRAINT "process_switch_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "process_instance_state" ON "process_instance" USING btree ("tenant_id","organisation_id","state");--> statement-breakpoint
CREATE INDEX "process_instance_parent" ON "process_instance" USING btree ("tenant_id","parent_id");--> statement-breakpoint
ALTER TABLE "process_instance" ADD CONSTRAINT "process_instance_period" UNIQUE("tenant_id","organisation_id","template_id","period_start");