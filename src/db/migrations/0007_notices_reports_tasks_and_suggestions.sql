CREATE TABLE "notice_extension" (
	"tenant_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"days" integer NOT NULL,
	"reason" text NOT NULL,
	"ends_on" date NOT NULL,
	"extended_by" uuid NOT NULL,
	"extended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_extension_tenant_id_notice_id_id_pk" PRIMARY KEY("tenant_id","notice_id","id")
);
--> statement-breakpoint
CREATE TABLE "objection" (
	"tenant_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"version" integer NOT NULL,
	"member_id" uuid,
	"content" text NOT NULL,
	"submitted_on" date NOT NULL,
	"inquiry" text,
	"conclusion" text,
	"reason" text,
	"concluded_by" uuid,
	"concluded_at" timestamp with time zone,
	"anonymous" boolean NOT NULL,
	CONSTRAINT "objection_tenant_id_notice_id_no_pk" PRIMARY KEY("tenant_id","notice_id","no")
);
--> statement-breakpoint
CREATE TABLE "public_notice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"matter" text NOT NULL,
	"title" text NOT NULL,
	"scope" text NOT NULL,
	"contact" text,
	"acceptor_id" uuid NOT NULL,
	"days" integer NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"ends_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"withdrawn_reason" text,
	"case_id" uuid,
	"step" text,
	"published_by" uuid NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "public_notice_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "public_notice_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "public_notice_version" (
	"tenant_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" text NOT NULL,
	"basis" text,
	"hash" text NOT NULL,
	"reason" text,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"published_by" uuid NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "public_notice_version_tenant_id_notice_id_version_pk" PRIMARY KEY("tenant_id","notice_id","version")
);
--> statement-breakpoint
CREATE TABLE "instruction" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"title" text,
	"document_number" text,
	"issuer" text,
	"secrecy" text NOT NULL,
	"classified" boolean NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date,
	"state" text NOT NULL,
	"execution" text,
	"case_id" uuid,
	"registered_by" uuid NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "instruction_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "instruction_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "report" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"superior_id" uuid,
	"addressee" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"matter" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer NOT NULL,
	"meeting_id" uuid,
	"instruction_id" uuid,
	"case_id" uuid,
	"step" text,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"authors" uuid[] NOT NULL,
	"handled_by" uuid,
	"handled_at" timestamp with time zone,
	"comment" text,
	"sent_on" date,
	"sent_by" text,
	"sent_number" text,
	CONSTRAINT "report_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "report_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "opinion_line" (
	"tenant_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"content" text NOT NULL,
	"disposition" text,
	"reason" text,
	CONSTRAINT "opinion_line_tenant_id_call_id_no_pk" PRIMARY KEY("tenant_id","call_id","no")
);
--> statement-breakpoint
CREATE TABLE "rectification" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"problem" text NOT NULL,
	"origin" text,
	"measure" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"meeting_id" uuid,
	"case_id" uuid,
	"step" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "rectification_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "rectification_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "rectification_entry" (
	"tenant_id" uuid NOT NULL,
	"rectification_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"evidence" text,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rectification_entry_tenant_id_rectification_id_id_pk" PRIMARY KEY("tenant_id","rectification_id","id")
);
--> statement-breakpoint
CREATE TABLE "suggestion" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"author_id" uuid,
	"category" text NOT NULL,
	"content" text NOT NULL,
	"submitted_on" date NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"adopted" boolean,
	"review" text,
	"reviewed_by" uuid,
	"reply" text,
	"replied_by" uuid,
	"replied_on" date,
	"implementer_id" uuid,
	"effect" text,
	"rating" text,
	"case_id" uuid,
	CONSTRAINT "suggestion_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "suggestion_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"number" text NOT NULL,
	"label" text NOT NULL,
	"origin" text NOT NULL,
	"origin_id" uuid NOT NULL,
	"origin_number" text NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"state" text NOT NULL,
	"result" text,
	"done_by" uuid,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "task_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "task_number" UNIQUE("tenant_id","organisation_id","number")
);
--> statement-breakpoint
ALTER TABLE "approval" ADD COLUMN "reply_scan" text;--> statement-breakpoint
ALTER TABLE "approval" ADD COLUMN "meeting_id" uuid;--> statement-breakpoint
ALTER TABLE "approval" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "approval" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "opinion" ADD COLUMN "line" integer;--> statement-breakpoint
ALTER TABLE "opinion" ADD COLUMN "aside" text;--> statement-breakpoint
ALTER TABLE "opinion_call" ADD COLUMN "feedback" text;--> statement-breakpoint
ALTER TABLE "opinion_call" ADD COLUMN "feedback_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinion_call" ADD COLUMN "report_id" uuid;--> statement-breakpoint
ALTER TABLE "notice_extension" ADD CONSTRAINT "notice_extension_tenant_id_notice_id_public_notice_tenant_id_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."public_notice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_tenant_id_notice_id_public_notice_tenant_id_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."public_notice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_notice" ADD CONSTRAINT "public_notice_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_notice_version" ADD CONSTRAINT "public_notice_version_tenant_id_notice_id_public_notice_tenant_id_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."public_notice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction" ADD CONSTRAINT "instruction_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_line" ADD CONSTRAINT "opinion_line_tenant_id_call_id_opinion_call_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."opinion_call"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_entry" ADD CONSTRAINT "rectification_entry_tenant_id_rectification_id_rectification_tenant_id_id_fk" FOREIGN KEY ("tenant_id","rectification_id") REFERENCES "public"."rectification"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_tenant_id_organisation_id_organisation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","organisation_id") REFERENCES "public"."organisation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "public_notice_ending" ON "public_notice" USING btree ("tenant_id","state","ends_at");--> statement-breakpoint
CREATE INDEX "report_superior" ON "report" USING btree ("tenant_id","superior_id","state");--> statement-breakpoint
CREATE INDEX "rectification_case" ON "rectification" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE INDEX "suggestion_author" ON "suggestion" USING btree ("tenant_id","author_id");--> statement-breakpoint
CREATE INDEX "task_origin" ON "task" USING btree ("tenant_id","origin_id");