import { checklistView } from '../../domain/cases/case-context.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { caseNumber } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { caseLetters, caseNumbered } from './find-case.ts'

/** `/清单 D2026-014`: the checklist of a case, live; of a restricted one to the person alone. */
export const showChecklist = defineCommand({
  name: '清单',
  aliases: ['准备情况', '会前准备'],
  summary: '查看会议或事项的清单，勾选、免办、改派步骤',
  example: '/清单 D2026-001',
  permission: 'meeting.show',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'D', letters: caseLetters }))) },
  async run({ number }, ctx, { organisation }) {
    const found = await caseNumbered(ctx, organisation.id, number)
    return {
      view: checklistView,
      ref: found.instance.id,
      privately: isRestricted(found.instance.template),
    }
  },
})
