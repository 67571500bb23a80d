import { describe, expect, it } from 'vitest'
import { ruleForItem } from '../../../src/domain/process/case-actions.ts'
import {
  archiveCheck,
  checklist,
  openSteps,
  parseInstance,
  progress,
} from '../../../src/domain/process/index.ts'
import { definitionOf } from '../../../src/domain/process/settle.ts'
import type { StartContext } from '../../../src/domain/process/start.ts'
import { at, org, templateOf, Walk } from './case.ts'

const T = at('2026-12-25', '15:00')
const meeting = (context: Partial<StartContext> = {}, now = at('2026-12-01')) =>
  new Walk(templateOf('general-meeting'), { anchors: { S: now, T }, ...context }, now)

const voteItems = { has_vote_items: true, has_important_item: true }
const plain = { has_vote_items: false, has_important_item: false }

/** Up to the moment at which the meeting can be opened. */
const prepared = (outputs = voteItems, context: Partial<StartContext> = {}) => {
  const walk = meeting(context).tick('agenda', outputs)
  if (outputs.has_important_item && walk.instance.org.has_committee) walk.tick('committee_review')
  walk.record('notice', 'notice').tick('materials').tick('absent_opinions')
  walk.now = T
  return walk
}

describe('a general meeting', () => {
  it('starts with its due dates, working days before and after the meeting', () => {
    const walk = meeting()
    const dates = [
      'agenda',
      'notice',
      'materials',
      'absent_opinions',
      'signin',
      'minutes',
      'report_superior',
      'archive',
    ]
    expect(dates.map((step) => walk.due(step))).toEqual([
      '2026-12-15',
      '2026-12-18',
      '2026-12-18',
      '2026-12-23',
      '2026-12-25',
      '2026-12-28',
      '2027-01-04',
      '2027-01-11',
    ])
    expect(walk.state('signin').due?.at).toBe(T.toISOString())
    expect(walk.state('agenda').due?.at).toBe(at('2026-12-15', '18:00').toISOString())
    expect(walk.effects.map(({ type }) => type)).toEqual(['step-opened', 'phase-opened'])
  })

  it('shows only what applies: committee, groups and vote as the branch and the agenda say', () => {
    const all = meeting().tick('agenda', voteItems)
    expect(all.visible()).toContain('committee_review')
    expect(all.visible()).toContain('group_discussion')
    expect(all.visible()).not.toContain('plenary_discussion')
    expect(all.visible()).not.toContain('vote')

    const small = meeting({ org: org({ has_committee: false, has_groups: false }) }).tick('agenda', voteItems)
    expect(small.visible()).not.toContain('committee_review')
    expect(small.visible()).toContain('plenary_discussion')
    expect(small.visible()).not.toContain('hear_groups')
  })

  it('keeps the meeting closed until the notice is out', () => {
    const walk = meeting()
    expect(walk.refused({ type: 'complete', step: 'notice' })).toEqual({
      code: 'process/step-waiting',
      facts: { label: '做好开会通知', missing: ['确定议题、开会时间'] },
    })
    walk.tick('agenda', plain)
    expect(walk.refused({ type: 'complete', step: 'notice' })).toEqual({
      code: 'process/needs-record',
      facts: { label: '做好开会通知', kind: 'notice' },
    })
    expect(walk.refused({ type: 'complete', step: 'signin', outputs: { quorum_met: true } }).code).toBe(
      'process/step-waiting',
    )
    walk.record('notice', 'notice')
    expect(walk.last).toContainEqual({ type: 'phase-opened', phase: 'in', label: '会中' })
    expect(walk.states('signin', 'host', 'absent_opinions')).toEqual(['open', 'waiting', 'open'])
  })

  it('runs to the end with a vote on two items, and is then complete', () => {
    const items = [
      { id: 'i1', title: '通过2027年工作计划', kind: 'resolution' },
      { id: 'i2', title: '接收预备党员', kind: 'admission' },
    ]
    const walk = prepared(voteItems, { items })
    walk.tick('signin', { quorum_met: true })
    expect(walk.states('vote')).toEqual(['waiting'])
    walk.tick('host').tick('work_report')
    expect(walk.refused({ type: 'complete', step: 'vote' })).toEqual({
      code: 'process/which-item',
      facts: { label: '表决', items: ['i1', 'i2'] },
    })
    walk.record('vote', 'ballot', { vote_result: 'passed' }, 'i1')
    expect(walk.state('publish').state).toBe('waiting')
    walk.tick('group_discussion').tick('hear_groups').tick('summing_up')
    expect(walk.refused({ type: 'complete', step: 'minutes' })).toEqual({
      code: 'process/gate-closed',
      facts: { label: '形成会议记录', because: '表决' },
    })
    walk.record('vote', 'ballot', { vote_result: 'rejected' }, 'i2')
    expect(walk.last).toContainEqual({ type: 'recorded', step: 'vote', note: '决议未通过，记入会议记录' })
    expect(walk.last).toContainEqual({ type: 'phase-opened', phase: 'post', label: '会后' })
    expect(walk.states('publish', 'minutes')).toEqual(['open', 'open'])

    walk.tick('minutes').record('publish', 'notice')
    expect(walk.last).toContainEqual({
      type: 'start-process',
      target: 'resolution-execution',
      step: 'publish',
      item: null,
      note: null,
    })
    walk.tick('report_superior').tick('archive')
    expect(walk.last.at(-1)).toEqual({ type: 'completed' })
    expect(walk.instance).toMatchObject({ state: 'closed', reason: null })
    expect(progress(walk.instance)).toEqual({ done: 17, total: 17 })
    expect(openSteps(walk.instance, walk.now)).toEqual([])
    expect(walk.refused({ type: 'reopen', step: 'minutes' })).toEqual({
      code: 'process/not-open',
      facts: { state: 'closed' },
    })
  })

  it('names the rule of each item', () => {
    const step = definitionOf(meeting().instance, 'vote')
    expect(ruleForItem(step)).toBe('branch_general_resolution')
    expect(ruleForItem(step, { id: 'i', title: '', kind: 'admission' })).toBe('branch_admit_member')
    expect(ruleForItem(step, { id: 'i', title: '', kind: 'information' })).toBe('branch_general_resolution')
  })

  it('holds no vote without a quorum, starts another meeting for it and goes on', () => {
    const walk = prepared().tick('signin', { quorum_met: false })
    expect(walk.last).toContainEqual({
      type: 'start-process',
      target: 'general-meeting',
      step: 'signin',
      item: null,
      note: '表决事项另行召开会议；其他议程可继续',
    })
    expect(walk.visible()).not.toContain('vote')
    walk
      .tick('host')
      .tick('work_report')
      .tick('group_discussion')
      .tick('hear_groups')
      .tick('summing_up')
      .tick('minutes')
    walk.tick('report_superior').tick('archive')
    expect(walk.instance.state).toBe('closed')
  })

  it('opens the vote when late-comers complete the quorum', () => {
    const walk = prepared().tick('signin', { quorum_met: false }).tick('host').tick('work_report')
    expect(walk.refused({ type: 'complete', step: 'vote' }).code).toBe('process/step-skipped')
    walk.act({ type: 'setOutputs', step: 'signin', outputs: { quorum_met: true } })
    expect(walk.states('vote')).toEqual(['open'])
    walk.record('vote', 'ballot', { vote_result: 'passed' })
    expect(walk.refused({ type: 'setOutputs', step: 'signin', outputs: { quorum_met: false } })).toEqual({
      code: 'process/outputs-fixed',
      facts: { label: '签到、核对到会人数', because: '表决' },
    })
  })

  it.each(['deferred', 'escalated'])('hands a vote that was %s on to a decision', (vote_result) => {
    const walk = prepared().tick('signin', { quorum_met: true }).tick('host').tick('work_report')
    walk.record('vote', 'ballot', { vote_result })
    expect(walk.last).toContainEqual({
      type: 'start-process',
      target: 'branch-decision',
      step: 'vote',
      item: null,
      note: null,
    })
    expect(walk.visible()).not.toContain('publish')
  })

  it('puts items on the agenda and takes them off, but not those voted on', () => {
    const items = [
      { id: 'i1', title: '甲' },
      { id: 'i2', title: '乙' },
    ]
    const walk = prepared()
    walk
      .act({ type: 'setItems', items })
      .tick('signin', { quorum_met: true })
      .tick('host')
      .tick('work_report')
    expect(walk.instance.steps.filter(({ id }) => id === 'vote').map(({ item }) => item)).toEqual([
      'i1',
      'i2',
    ])
    expect(
      checklist(walk.instance, walk.now).flatMap(({ step, label }) => (step === 'vote' ? label : [])),
    ).toEqual(['表决：甲', '表决：乙'])
    walk.record('vote', 'ballot', { vote_result: 'passed' }, 'i1')
    expect(walk.refused({ type: 'setItems', items: [] })).toEqual({
      code: 'process/item-decided',
      facts: { item: '甲' },
    })
    walk.act({ type: 'setItems', items: items.slice(0, 1) })
    expect(walk.state('publish').state).toBe('open')
    expect(walk.last.filter(({ type }) => type === 'phase-opened')).toEqual([
      { type: 'phase-opened', phase: 'post', label: '会后' },
    ])
  })
})

describe('dates of a general meeting', () => {
  it('fall on the day of starting when they had passed', () => {
    const walk = meeting({}, at('2026-12-19', '10:00'))
    expect([walk.due('agenda'), walk.due('notice'), walk.due('absent_opinions')]).toEqual([
      '2026-12-19',
      '2026-12-19',
      '2026-12-23',
    ])
    const evening = meeting({}, at('2026-12-19', '20:00'))
    expect(evening.state('agenda').due?.at).toBe(at('2026-12-19', '23:59').toISOString())
  })

  it('give three working days after a late dependency, never past the meeting before it', () => {
    const walk = meeting()
    walk.now = at('2026-12-17', '10:00')
    walk.tick('agenda', voteItems)
    expect([walk.due('notice'), walk.due('materials')]).toEqual(['2026-12-22', '2026-12-22'])
    walk.now = at('2026-12-24', '10:00')
    walk.record('notice', 'notice')
    expect(walk.due('absent_opinions')).toBe('2026-12-25')
    expect(walk.state('absent_opinions').due?.at).toBe(T.toISOString())
    expect(walk.due('signin')).toBe('2026-12-25')
    expect(walk.last).toContainEqual({
      type: 'due-changed',
      step: 'absent_opinions',
      item: null,
      from: '2026-12-23',
      to: '2026-12-25',
      why: 'dependency',
    })
  })

  it('move with the meeting; done steps keep theirs and the change is recorded', () => {
    const walk = meeting().tick('agenda', plain)
    walk.now = at('2026-12-02')
    walk.act({ type: 'reschedule', T: at('2026-12-30', '09:30'), reason: '场地冲突' })
    expect([walk.due('agenda'), walk.due('notice'), walk.due('signin')]).toEqual([
      '2026-12-15',
      '2026-12-23',
      '2026-12-30',
    ])
    expect(walk.instance.history.at(-1)).toMatchObject({ act: 'rescheduled', by: 'anna' })
    expect(walk.instance.history.at(-1)?.detail).toContain('场地冲突')
    expect(walk.state('notice').history.at(-1)).toMatchObject({ act: 'due', detail: '2026-12-18→2026-12-23' })
    expect(walk.last).toContainEqual(
      expect.objectContaining({ type: 'due-changed', step: 'notice', why: 'rescheduled' }),
    )
    expect(walk.refused({ type: 'reschedule', T, reason: ' ' }).code).toBe('process/reason-missing')
  })

  it('are unknown without a meeting time, and known once it is set', () => {
    const walk = meeting({ anchors: { S: at('2026-12-01') } })
    expect(walk.due('agenda')).toBeUndefined()
    walk.act({ type: 'reschedule', T, reason: '确定时间' })
    expect(walk.due('agenda')).toBe('2026-12-15')
  })
})

describe('a step of a checklist', () => {
  it('is waived with a reason, which opens its gate', () => {
    const walk = meeting().tick('agenda', plain)
    expect(walk.refused({ type: 'waive', step: 'notice' })).toEqual({
      code: 'process/reason-missing',
      facts: { label: '做好开会通知' },
    })
    walk.act({ type: 'waive', step: 'notice', reason: '当面逐一通知' })
    expect(walk.state('notice')).toMatchObject({ state: 'waived', reason: '当面逐一通知', doneBy: 'anna' })
    expect(walk.states('signin')).toEqual(['open'])
  })

  it('needs no reason to be left out when it is optional', () => {
    const walk = prepared().tick('signin', { quorum_met: true }).tick('host').tick('work_report')
    walk.record('vote', 'ballot', { vote_result: 'passed' }).act({ type: 'waive', step: 'publish' })
    expect(walk.state('publish')).toMatchObject({ state: 'waived', reason: null })
  })

  it('is unticked with its history, unless something was decided on it', () => {
    const walk = meeting().tick('agenda', plain)
    walk.act({ type: 'reopen', step: 'agenda' })
    expect(walk.state('agenda')).toMatchObject({ state: 'open', doneAt: null })
    expect(walk.state('agenda').history.map(({ act }) => act)).toEqual(['done', 'reopened'])
    expect(walk.last).toContainEqual({ type: 'reopened', steps: ['agenda'], because: 'agenda' })
    // The values stay as a draft, so that a second tick needs none.
    walk.tick('agenda').record('notice', 'notice')
    expect(walk.refused({ type: 'reopen', step: 'agenda' })).toEqual({
      code: 'process/cannot-reopen',
      facts: { label: '确定议题、开会时间', because: '做好开会通知' },
    })
    expect(walk.refused({ type: 'reopen', step: 'notice' }).code).toBe('process/cannot-reopen')
    expect(walk.refused({ type: 'reopen', step: 'materials' }).code).toBe('process/not-done')
  })

  it('does not lose its vote to an unticked sign-in', () => {
    const walk = prepared().tick('signin', { quorum_met: true })
    walk.act({ type: 'reopen', step: 'signin' }).tick('signin').tick('host').tick('work_report')
    walk.record('vote', 'ballot', { vote_result: 'passed' })
    expect(walk.refused({ type: 'reopen', step: 'signin' }).facts).toEqual({
      label: '签到、核对到会人数',
      because: '表决',
    })
    expect(walk.refused({ type: 'reopen', step: 'vote' }).code).toBe('process/cannot-reopen')
  })

  it('is handed to somebody else', () => {
    const walk = meeting({ assignees: { agenda: 'bert' } })
    walk.act({ type: 'assign', step: 'agenda', to: 'cleo' })
    expect(walk.state('agenda').assignee).toBe('cleo')
    expect(walk.last).toEqual([{ type: 'assigned', step: 'agenda', item: null, from: 'bert', to: 'cleo' }])
    walk.act({ type: 'assign', step: 'agenda', to: 'cleo' })
    expect(walk.last).toEqual([])
  })

  it('says in its row whether a tick will do', () => {
    const rows = new Map(checklist(meeting().instance, at('2026-12-16')).map((row) => [row.step, row]))
    expect(rows.get('agenda')).toMatchObject({
      label: '确定议题、开会时间',
      phaseLabel: '会前',
      roleLabel: '党支部书记',
      canTick: false,
      overdue: true,
      objection: {
        code: 'process/needs-outputs',
        facts: { label: '确定议题、开会时间', outputs: ['有无表决事项', '有无重要事项'] },
      },
    })
    const walk = meeting().tick('agenda', plain)
    const materials = checklist(walk.instance, walk.now).find(({ step }) => step === 'materials')
    expect(materials).toMatchObject({ canTick: true, objection: null, canUntick: false })
  })

  it.each([
    ['a step that is not there', { type: 'complete', step: 'nothing' }, 'process/unknown-step'],
    [
      'a value of another type',
      { type: 'complete', step: 'agenda', outputs: { ...plain, has_vote_items: '是' } },
      'process/bad-output',
    ],
    [
      'a value that is not declared',
      { type: 'complete', step: 'agenda', outputs: { ...plain, extra: true } },
      'process/bad-output',
    ],
    [
      'an item that is not on the agenda',
      { type: 'complete', step: 'agenda', item: 'i9' },
      'process/which-item',
    ],
    ['resuming what runs', { type: 'resume', reason: '继续' }, 'process/not-held'],
    ['cancelling without a reason', { type: 'cancel', reason: '' }, 'process/reason-missing'],
  ] as const)('refuses %s', (_title, action, code) => {
    expect(meeting().refused(action).code).toBe(code)
  })

  it('is not done twice', () => {
    const walk = meeting().tick('agenda', plain)
    for (const type of ['complete', 'waive'] as const)
      expect(walk.refused({ type, step: 'agenda' })).toEqual({
        code: 'process/already-done',
        facts: { label: '确定议题、开会时间' },
      })
  })
})

describe('the end of a general meeting', () => {
  const upToArchive = () => {
    const walk = meeting().tick('agenda', plain).record('notice', 'notice').tick('absent_opinions')
    walk
      .tick('signin', { quorum_met: true })
      .tick('host')
      .tick('work_report')
      .tick('group_discussion')
      .tick('hear_groups')
    return walk.tick('summing_up').tick('minutes').tick('report_superior')
  }

  it('closes the file only when nothing is missing', () => {
    const walk = upToArchive()
    expect(walk.refused({ type: 'complete', step: 'archive' })).toEqual({
      code: 'process/archive-incomplete',
      facts: { missing: ['准备工作报告等会议资料'] },
    })
    walk.act({ type: 'waive', step: 'materials', reason: '口头报告' })
    expect(archiveCheck(walk.instance).filter(({ doc }) => doc)).toEqual([
      { doc: 'meeting_notice', step: 'notice', label: '做好开会通知', status: 'present', reason: null },
      { doc: 'attendance', step: 'signin', label: '签到、核对到会人数', status: 'present', reason: null },
      { doc: 'minutes', step: 'minutes', label: '形成会议记录', status: 'present', reason: null },
      {
        doc: 'report',
        step: 'report_superior',
        label: '向上级党组织报告大会情况',
        status: 'present',
        reason: null,
      },
    ])
    expect(archiveCheck(walk.instance)).toContainEqual({
      doc: null,
      step: 'materials',
      label: '准备工作报告等会议资料',
      status: 'waived',
      reason: '口头报告',
    })
    expect(walk.tick('archive').instance.state).toBe('closed')
  })

  it('leaves the archive alone when it is closed early', () => {
    const walk = meeting().tick('agenda', plain).record('notice', 'notice')
    walk.act({ type: 'close', reason: '与组织生活会合并' })
    expect(walk.last).toContainEqual({ type: 'closed', reason: '与组织生活会合并' })
    expect(walk.visible()).toEqual(['agenda', 'notice', 'archive'])
    expect(walk.instance).toMatchObject({ state: 'open', reason: '与组织生活会合并' })
    walk.tick('archive')
    expect(walk.instance.state).toBe('closed')
    expect(walk.last).not.toContainEqual({ type: 'completed' })
  })

  it('leaves nothing when it is called off', () => {
    const walk = meeting().tick('agenda', plain).act({ type: 'cancel', reason: '上级统一安排' })
    expect(walk.last).toEqual([{ type: 'cancelled', reason: '上级统一安排' }])
    expect(walk.visible()).toEqual(['agenda'])
    expect(openSteps(walk.instance, walk.now)).toEqual([])
    expect(walk.refused({ type: 'complete', step: 'materials' }).code).toBe('process/not-open')
  })

  it('is plain JSON all the way', () => {
    const { instance } = upToArchive()
    expect(parseInstance(JSON.parse(JSON.stringify(instance)))).toEqual(instance)
  })
})
