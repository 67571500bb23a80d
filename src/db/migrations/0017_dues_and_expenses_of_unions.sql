CREATE TABLE "union_due" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"period_start" date NOT NULL,
	"member_id" uuid NOT NULL,
	"due_fen" integer DEFAULT 0 NOT NULL,
	"paid_fen" integer DEFAULT 0 NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "union_due_tenant_id_organisation_id_period_start_member_id_pk" PRIMARY KEY("tenant_id","organisation_id","period_start","member_id")
);
--> statement-breakpoint
CREATE TABLE "union_expense" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"spent_on" date NOT NULL,
	"amount_fen" integer NOT NULL,
	"purpose" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "union_expense_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "union_due" ADD CONSTRAINT "union_due_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "union_expense" ADD CONSTRAINT "union_expense_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "union_expense_spent" ON "union_expense" USING btree ("tenant_id","organisation_id","spent_on");