import { describe, expect, it } from 'vitest'
import { processTemplateSchema } from '../../../src/domain/process/checked-template.ts'

type Raw = Record<string, unknown>
const step = (id: string, more: Raw = {}): Raw => ({
  id,
  label: id,
  phase: 'plan',
  role: 'secretary',
  due: 'S+1wd',
  kind: 'task',
  required: true,
  ...more,
})
const template = (steps: Raw[], more: Raw = {}): Raw => ({
  id: 'test-process',
  version: 1,
  label: '试',
  trigger: { type: 'manual' },
  owner: 'secretary',
  phases: ['plan', 'do'],
  steps,
  ...more,
})
const faults = (raw: Raw): string[] => {
  const result = processTemplateSchema.safeParse(raw)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('/')} ${message}`)
}
const flagged = step('a', { outputs: ['ok:boolean', 'day:date'] })

describe('a template', () => {
  it('needs only the fields that mean something', () => {
    expect(
      faults(template([flagged, step('b', { after: ['a'], condition: 'ok == true', due: '@a.day' })])),
    ).toEqual([])
  })

  it.each<[string, Raw, string]>([
    ['an unknown kind', template([step('a', { kind: 'dance' })]), 'steps/0/kind 没有这样的步骤类型：dance'],
    ['an unknown role', template([step('a', { role: 'king' })]), 'steps/0/role 没有这样的角色：king'],
    ['an unknown phase', template([step('a', { phase: 'later' })]), 'steps/0/phase 没有这样的阶段：later'],
    [
      'a phase of another process',
      template([step('a', { phase: 'post' })]),
      'steps/0/phase 阶段“post”不在本流程的阶段之中',
    ],
    ['an unknown gate', template([step('a', { gate: 'moat' })]), 'steps/0/gate 没有这样的关口：moat'],
    ['the same step twice', template([step('a'), step('a')]), 'steps/1/id 步骤“a”重复'],
    ['the same phase twice', template([step('a')], { phases: ['plan', 'plan'] }), 'phases/1 阶段“plan”重复'],
    [
      'a dependency that is not there',
      template([step('a', { after: ['z'] })]),
      'steps/0/after/0 前置步骤“z”不存在',
    ],
    [
      'a cycle',
      template([step('a', { after: ['b'] }), step('b', { after: ['a'] })]),
      'steps/0/after/0 步骤“a”与“b”互为前置',
    ],
    [
      'a dependency of a later phase',
      template([step('a', { after: ['b'] }), step('b', { phase: 'do' })]),
      'steps/0/after/0 前置步骤“b”属于后面的阶段',
    ],
    [
      'a due date that cannot be read',
      template([step('a', { due: 'soon' })]),
      'steps/0/due 时限“soon”无法识别，应写成 T-5d、S+3wd、@步骤+10wd 等',
    ],
    [
      'a due date after no step',
      template([step('a', { due: '@z+1d' })]),
      'steps/0/due 时限所依的步骤“z”不存在',
    ],
    ['a due date after itself', template([step('a', { due: '@a+1d' })]), 'steps/0/due 时限不能依本步骤自身'],
    [
      'a due date on no date',
      template([flagged, step('b', { due: '@a.ok' })]),
      'steps/1/due 步骤“a”没有日期产出“ok”',
    ],
    [
      'an output without a type',
      template([step('a', { outputs: ['ok'] })]),
      'steps/0/outputs/0 产出“ok”应写成 名称:类型（boolean、number、string、date、list）',
    ],
    [
      'a condition that cannot be read',
      template([step('a', { condition: 'ok ==' })]),
      'steps/0/condition 条件第6个字符处应为名称、数字、文字或 true/false',
    ],
    [
      'a condition on nothing',
      template([step('a', { condition: 'ok == true' })]),
      'steps/0/condition 条件中的“ok”没有步骤产出',
    ],
    [
      'a condition on no fact',
      template([step('a', { condition: 'org.rich == true' })]),
      'steps/0/condition 条件中的“org.rich”没有步骤产出',
    ],
    [
      'a condition on what comes after it',
      template([
        step('a', { condition: 'ok == true' }),
        step('b', { after: ['a'], outputs: ['ok:boolean'] }),
      ]),
      'steps/0/condition 条件所读的“ok”要到本步骤之后才有',
    ],
    [
      'a failure without a condition',
      template([step('a', { on_fail: [{ when: 'x', action: 'record' }] })]),
      'steps/0/on_fail/0/when 条件第2个字符处应为== 或 !=',
    ],
    [
      'a failure that does nothing known',
      template([step('a', { on_fail: [{ when: 'true', action: 'weep' }] })]),
      'steps/0/on_fail/0/action 没有这样的处理方式：weep',
    ],
    [
      'going nowhere',
      template([step('a', { on_fail: [{ when: 'true', action: 'goto' }] })]),
      'steps/0/on_fail/0/target “goto”须写明 target',
    ],
    [
      'going to no step',
      template([step('a', { on_fail: [{ when: 'true', action: 'hold', target: 'z' }] })]),
      'steps/0/on_fail/0/target 步骤“z”不存在',
    ],
    [
      'a document nobody writes',
      template([step('a', { kind: 'archive', config: { required_docs: ['minutes'] } })]),
      'steps/0/config/required_docs/0 没有步骤产生归档材料“minutes”',
    ],
    ['a name with capitals', template([step('A')]), 'steps/0/id 步骤编号只用小写字母、数字和下划线'],
  ])('with %s is refused', (_title, raw, fault) => {
    expect(faults(raw)).toContain(fault)
  })

  it('names a field that it does not know', () => {
    expect(faults(template([step('a', { requierd: true })])).join()).toContain('requierd')
  })

  it('has all its faults named at once', () => {
    expect(
      faults(template([step('a', { due: 'soon', after: ['z'], condition: 'ok == true' }), step('a')])),
    ).toHaveLength(4)
  })
})
