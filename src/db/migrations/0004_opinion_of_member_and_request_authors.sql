ALTER TABLE "approval" ADD COLUMN "authors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "opinion" ADD CONSTRAINT "opinion_of_member" UNIQUE("tenant_id","call_id","member_id");