ALTER TABLE "outgoing" ADD COLUMN "batch" uuid;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "queued_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "outgoing_fellows" ON "outgoing" USING btree ("tenant_id","recipient") WHERE state = 'planned' and kind = 'reminder';--> statement-breakpoint
CREATE INDEX "outgoing_batch" ON "outgoing" USING btree ("tenant_id","batch") WHERE batch is not null;