ALTER TABLE "ballot" ADD COLUMN "present" integer;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "chair_decision" text;