CREATE TABLE "step_record" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"case_id" uuid NOT NULL,
	"step" text NOT NULL,
	"item" text DEFAULT '' NOT NULL,
	"label" text NOT NULL,
	"ready" boolean DEFAULT false NOT NULL,
	"outputs" jsonb NOT NULL,
	"by" uuid,
	"at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "step_record_tenant_id_kind_ref_pk" PRIMARY KEY("tenant_id","kind","ref")
);
--> statement-breakpoint
ALTER TABLE "step_record" ADD CONSTRAINT "step_record_tenant_id_case_id_process_instance_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."process_instance"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "step_record_case" ON "step_record" USING btree ("tenant_id","case_id");