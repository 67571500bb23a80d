ALTER TABLE "year_plan" ADD COLUMN "arranged_by" uuid;--> statement-breakpoint
ALTER TABLE "year_plan" ADD COLUMN "arranged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "year_plan_item" ADD COLUMN "queued" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "year_plan_item" ADD COLUMN "refusal" text;--> statement-breakpoint
CREATE INDEX "year_plan_item_queued" ON "year_plan_item" USING btree ("tenant_id","plan_id") WHERE queued;