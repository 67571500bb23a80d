CREATE TABLE "calendar_year" (
	"tenant_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"provisional" boolean NOT NULL,
	"days" jsonb NOT NULL,
	"source" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "calendar_year_tenant_id_year_pk" PRIMARY KEY("tenant_id","year")
);
--> statement-breakpoint
CREATE TABLE "obligation_override" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"obligation" text NOT NULL,
	"period" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"until" date,
	"document_number" text NOT NULL,
	"document_date" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "obligation_override_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "urging" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"superior_id" uuid NOT NULL,
	"obligation" text NOT NULL,
	"period" text NOT NULL,
	"urged_on" date NOT NULL,
	"urged_by" uuid NOT NULL,
	"urged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "urging_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "urging_once_a_day" UNIQUE("tenant_id","organisation_id","obligation","urged_on")
);
--> statement-breakpoint
CREATE TABLE "year_plan" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"state" text NOT NULL,
	"drafted_by" uuid NOT NULL,
	"drafted_at" timestamp with time zone NOT NULL,
	"filed_by" uuid,
	"filed_at" timestamp with time zone,
	CONSTRAINT "year_plan_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "year_plan_year" UNIQUE("tenant_id","organisation_id","year")
);
--> statement-breakpoint
CREATE TABLE "year_plan_item" (
	"tenant_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"obligation" text NOT NULL,
	"period" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"on_date" date NOT NULL,
	"request_by" date,
	"meeting_id" uuid,
	CONSTRAINT "year_plan_item_tenant_id_plan_id_obligation_period_body_pk" PRIMARY KEY("tenant_id","plan_id","obligation","period","body")
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "groups" uuid[];--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "make_up_for" text;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "attributed_to" text;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "attended" integer;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "eligible" integer;--> statement-breakpoint
ALTER TABLE "obligation_override" ADD CONSTRAINT "obligation_override_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urging" ADD CONSTRAINT "urging_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_plan" ADD CONSTRAINT "year_plan_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_plan_item" ADD CONSTRAINT "year_plan_item_tenant_id_plan_id_year_plan_tenant_id_id_fk" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."year_plan"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "obligation_override_on_file" ON "obligation_override" USING btree ("tenant_id","organisation_id","obligation","period","kind","body") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "urging_superior" ON "urging" USING btree ("tenant_id","superior_id","urged_on");