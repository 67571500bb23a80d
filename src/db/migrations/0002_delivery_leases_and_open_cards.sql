DROP INDEX "outgoing_due";--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "open" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "digest" text;--> statement-breakpoint
CREATE INDEX "card_behind" ON "card" USING btree ("tenant_id","retry_at") WHERE state = 'live' and wanted > shown;--> statement-breakpoint
CREATE INDEX "card_open" ON "card" USING btree ("tenant_id","sent_at") WHERE state = 'live' and open;--> statement-breakpoint
CREATE INDEX "outgoing_instant" ON "outgoing" USING btree ("tenant_id","due_at");--> statement-breakpoint
CREATE INDEX "outgoing_leased" ON "outgoing" USING btree ("tenant_id","lease_until") WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX "outgoing_retry" ON "outgoing" USING btree ("tenant_id","retry_at") WHERE state = 'planned' and retry_at is not null;--> statement-breakpoint
CREATE INDEX "outgoing_tried" ON "outgoing" USING btree ("tenant_id","first_tried_at") WHERE state = 'planned' and first_tried_at is not null;--> statement-breakpoint
CREATE INDEX "outgoing_expiring" ON "outgoing" USING btree ("tenant_id","expires_at") WHERE state = 'planned' and expires_at is not null;--> statement-breakpoint
CREATE INDEX "opinion_call_closing" ON "opinion_call" USING btree ("tenant_id","state","deadline");--> statement-breakpoint
CREATE INDEX "outgoing_due" ON "outgoing" USING btree ("tenant_id","state","priority","due_at","id");