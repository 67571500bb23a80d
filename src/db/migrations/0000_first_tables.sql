CREATE TABLE "audit" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"object" text NOT NULL,
	"body" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_tenant_id_organisation_id_seq_pk" PRIMARY KEY("tenant_id","organisation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_tenant_id_organisation_id_pk" PRIMARY KEY("tenant_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "approval" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"superior_id" uuid,
	"addressee" text NOT NULL,
	"number" text NOT NULL,
	"matter" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer NOT NULL,
	"applied_by" uuid NOT NULL,
	"applied_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"comment" text,
	"reply_number" text,
	"reply_date" date,
	CONSTRAINT "approval_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "ballot" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"meeting_id" uuid,
	"number" text NOT NULL,
	"matter" text NOT NULL,
	"rule" jsonb NOT NULL,
	"method" text NOT NULL,
	"important" boolean NOT NULL,
	"roster" jsonb NOT NULL,
	"status" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"verdict" jsonb,
	"outcome" text,
	CONSTRAINT "ballot_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ballot_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "electorate" (
	"tenant_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "electorate_tenant_id_ballot_id_member_id_pk" PRIMARY KEY("tenant_id","ballot_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"tenant_id" uuid NOT NULL,
	"ballot_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"clicked_at" timestamp with time zone NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "vote_tenant_id_ballot_id_member_id_pk" PRIMARY KEY("tenant_id","ballot_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "card" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"message_id" text NOT NULL,
	"chat_id" text,
	"viewer_id" uuid,
	"view" text NOT NULL,
	"ref" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"wanted" integer DEFAULT 0 NOT NULL,
	"shown" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"retry_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	CONSTRAINT "card_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "card_message" UNIQUE("tenant_id","platform","message_id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"tenant_id" uuid NOT NULL,
	"source" text NOT NULL,
	"key" text NOT NULL,
	"digest" text NOT NULL,
	"answer" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inbox_tenant_id_source_key_pk" PRIMARY KEY("tenant_id","source","key")
);
--> statement-breakpoint
CREATE TABLE "outgoing" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"platform" text NOT NULL,
	"recipient" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"priority" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"first_tried_at" timestamp with time zone,
	"message_id" text,
	"sent_at" timestamp with time zone,
	"error" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "outgoing_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "outgoing_key" UNIQUE("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "rate_bucket" (
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"tokens" integer NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone,
	CONSTRAINT "rate_bucket_tenant_id_name_pk" PRIMARY KEY("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"ref" text NOT NULL,
	"stage" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"roles" text[] NOT NULL,
	"member_id" uuid,
	"state" text NOT NULL,
	CONSTRAINT "reminder_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "virtual_clock" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"now" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_number" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"letter" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_number_tenant_id_organisation_id_letter_year_pk" PRIMARY KEY("tenant_id","organisation_id","letter","year")
);
--> statement-breakpoint
CREATE TABLE "chat_binding" (
	"tenant_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"chat_id" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"bound_by" uuid NOT NULL,
	"bound_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_binding_tenant_id_platform_chat_id_pk" PRIMARY KEY("tenant_id","platform","chat_id"),
	CONSTRAINT "chat_binding_organisation" UNIQUE("tenant_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "office" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"office" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "office_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"founded_on" date,
	"committee_from" date,
	"union_from" date,
	"dissolved_on" date,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organisation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "platform_identity" (
	"tenant_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "platform_identity_tenant_id_platform_kind_value_pk" PRIMARY KEY("tenant_id","platform","kind","value")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "proposal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"tenant_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"set_by" uuid,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "setting_tenant_id_organisation_id_key_pk" PRIMARY KEY("tenant_id","organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "standing" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"basis" jsonb,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "standing_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"app_id" text NOT NULL,
	"key" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tenant_app" UNIQUE("platform","app_id")
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"tenant_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reply" text,
	"reason" text,
	"replied_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"signed_in_at" timestamp with time zone,
	"signed_in_by" uuid,
	CONSTRAINT "attendance_tenant_id_meeting_id_member_id_pk" PRIMARY KEY("tenant_id","meeting_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"instance_id" uuid,
	"number" text NOT NULL,
	"kinds" text[] NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"starts_on" date NOT NULL,
	"place" text NOT NULL,
	"topics" jsonb NOT NULL,
	"host_id" uuid,
	"status" text NOT NULL,
	"reason" text,
	"noticed_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "meeting_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "opinion" (
	"tenant_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid,
	"content" text NOT NULL,
	"none" boolean NOT NULL,
	"submitted_on" date NOT NULL,
	CONSTRAINT "opinion_tenant_id_call_id_id_pk" PRIMARY KEY("tenant_id","call_id","id")
);
--> statement-breakpoint
CREATE TABLE "opinion_call" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"meeting_id" uuid,
	"step" text,
	"number" text NOT NULL,
	"topic" text NOT NULL,
	"audience" text NOT NULL,
	"naming" text NOT NULL,
	"questions" jsonb NOT NULL,
	"collator_id" uuid NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"summary" text,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "opinion_call_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "opinion_call_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "process_instance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"template_id" text NOT NULL,
	"template_version" integer NOT NULL,
	"template" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"started_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "process_instance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "process_instance_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "process_step" (
	"tenant_id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	"step" text NOT NULL,
	"item" text DEFAULT '' NOT NULL,
	"organisation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"label" text NOT NULL,
	"phase" text NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"assignee" uuid,
	"due_at" timestamp with time zone,
	"done_by" uuid,
	"done_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "process_step_tenant_id_instance_id_step_item_pk" PRIMARY KEY("tenant_id","instance_id","step","item")
);
--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_tenant_id_applied_by_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","applied_by") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "electorate" ADD CONSTRAINT "electorate_tenant_id_ballot_id_ballot_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ballot_id") REFERENCES "public"."ballot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_tenant_id_ballot_id_member_id_electorate_tenant_id_ballot_id_member_id_fk" FOREIGN KEY ("tenant_id","ballot_id","member_id") REFERENCES "public"."electorate"("tenant_id","ballot_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_binding" ADD CONSTRAINT "chat_binding_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_tenant_id_parent_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_identity" ADD CONSTRAINT "platform_identity_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing" ADD CONSTRAINT "standing_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing" ADD CONSTRAINT "standing_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_tenant_id_meeting_id_meeting_tenant_id_id_fk" FOREIGN KEY ("tenant_id","meeting_id") REFERENCES "public"."meeting"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion" ADD CONSTRAINT "opinion_tenant_id_call_id_opinion_call_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."opinion_call"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_call" ADD CONSTRAINT "opinion_call_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "process_instance" ADD CONSTRAINT "process_instance_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "process_step" ADD CONSTRAINT "process_step_tenant_id_instance_id_process_instance_tenant_id_id_fk" FOREIGN KEY ("tenant_id","instance_id") REFERENCES "public"."process_instance"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_superior" ON "approval" USING btree ("tenant_id","superior_id","state");--> statement-breakpoint
CREATE INDEX "ballot_meeting" ON "ballot" USING btree ("tenant_id","meeting_id");--> statement-breakpoint
CREATE INDEX "ballot_closing" ON "ballot" USING btree ("tenant_id","status","closes_at");--> statement-breakpoint
CREATE INDEX "card_subject" ON "card" USING btree ("tenant_id","view","ref");--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("tenant_id","received_at");--> statement-breakpoint
CREATE INDEX "outgoing_due" ON "outgoing" USING btree ("tenant_id","state","priority","due_at");--> statement-breakpoint
CREATE INDEX "reminder_due" ON "reminder" USING btree ("tenant_id","state","due_at");--> statement-breakpoint
CREATE INDEX "reminder_subject" ON "reminder" USING btree ("tenant_id","subject","ref");--> statement-breakpoint
CREATE INDEX "member_name" ON "member" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE INDEX "office_organisation" ON "office" USING btree ("tenant_id","organisation_id","office");--> statement-breakpoint
CREATE INDEX "office_member" ON "office" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "organisation_parent" ON "organisation" USING btree ("tenant_id","parent_id");--> statement-breakpoint
CREATE INDEX "organisation_name" ON "organisation" USING btree ("tenant_id","kind","name");--> statement-breakpoint
CREATE INDEX "platform_identity_member" ON "platform_identity" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "standing_organisation" ON "standing" USING btree ("tenant_id","organisation_id","member_id");--> statement-breakpoint
CREATE INDEX "standing_member" ON "standing" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "meeting_starts" ON "meeting" USING btree ("tenant_id","organisation_id","starts_on");--> statement-breakpoint
CREATE INDEX "process_step_open" ON "process_step" USING btree ("tenant_id","organisation_id","state","due_at");