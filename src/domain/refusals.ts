import type { ApprovalRefusals } from './approval/refusals.ts'
import type { CadenceRefusals } from './cadence/refusals.ts'
import type { ConversationRefusals } from './conversation/refusals.ts'
import type { DuesRefusals } from './dues/refusals.ts'
import type { ElectionRefusals } from './elections/refusals.ts'
import type { InstructionRefusals } from './instructions/refusals.ts'
import type { MeetingRefusals } from './meetings/refusals.ts'
import type { OpinionRefusals } from './opinions/refusals.ts'
import type { OrganisationRefusals } from './organisation/refusals.ts'
import type { PaperRefusals } from './papers/refusals.ts'
import type { ProcessRefusals } from './process/refusals.ts'
import type { PublicNoticeRefusals } from './public-notices/refusals.ts'
import type { RectificationRefusals } from './rectification/refusals.ts'
import type { ReminderRefusals } from './reminders/refusals.ts'
import type { ReportRefusals } from './reports/refusals.ts'
import type { RetentionRefusals } from './retention/refusals.ts'
import type { SettingRefusals } from './settings/refusals.ts'
import type { SuggestionRefusals } from './suggestions/refusals.ts'
import type { VotingRefusals } from './voting/refusals.ts'
import type { WorkRefusals } from './work/refusals.ts'

/**
 * Every way a rule can say no, with the facts its reply needs. A feature declares its own in
 * `domain/<feature>/refusals.ts`; the words stand in `bot/replies/`, and the compiler asks for them.
 */
export interface Refusals
  extends ApprovalRefusals,
    CadenceRefusals,
    ConversationRefusals,
    DuesRefusals,
    ElectionRefusals,
    InstructionRefusals,
    MeetingRefusals,
    OpinionRefusals,
    OrganisationRefusals,
    PaperRefusals,
    ProcessRefusals,
    PublicNoticeRefusals,
    RectificationRefusals,
    ReportRefusals,
    RetentionRefusals,
    ReminderRefusals,
    SettingRefusals,
    SuggestionRefusals,
    VotingRefusals,
    WorkRefusals {}

/** A rule's "no": typed, with facts, without words. Nothing was changed when it is thrown. */
export class Refusal<C extends keyof Refusals = keyof Refusals> extends Error {
  override name = 'Refusal'
  readonly code: C
  readonly facts: Refusals[C]
  constructor(code: C, facts: Refusals[C]) {
    super(code)
    this.code = code
    this.facts = facts
  }
}
