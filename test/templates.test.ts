import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundledTemplates, describeTemplates, loadTemplates, TemplatesError } from '../src/templates.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}
const original = (name: string) => readFileSync(join(bundledTemplates, name), 'utf8')
/** The faults of loading the service's templates with this folder on top, with file names alone. */
function faults(): { file: string; line: number; message: string }[] {
  try {
    loadTemplates({ extraDir: folder })
  } catch (error) {
    if (!(error instanceof TemplatesError)) throw error
    return error.faults.map((fault) => ({ ...fault, file: fault.file.slice(folder.length + 1) }))
  }
  return []
}

describe('the templates of the service', () => {
  const templates = loadTemplates()

  it('are all there', () => {
    expect(describeTemplates(templates)).toContainEqual({
      id: 'general-meeting',
      label: '召开支部党员大会',
      steps: 17,
      version: 1,
    })
    expect(templates.processes.get('sub-written-request')?.steps).toHaveLength(5)
    expect(templates.votingRules.size).toBe(16)
    expect(templates.cadences.obligations.map(({ id }) => id)).toContain('general_meeting')
    expect(templates.calendarYears.map(({ year }) => year)).toEqual([2025, 2026, 2027])
    expect(templates.calendar.isWorkingDay('2026-10-01')).toBe(false)
  })
})

describe('templates of an office', () => {
  it('replace those of the same id and add others', () => {
    const text = original('processes/general-meeting.yaml')
    write('processes/meeting.yaml', text.replace('version: 1', 'version: 2').replace('T-7d', 'T-3d'))
    write('processes/own.yaml', text.replace('id: general-meeting', 'id: own-meeting'))
    write(
      'calendar/2028.json',
      '{"year":2028,"provisional":false,"off":["2028-01-03"],"workdays":[],"source":"通知"}',
    )
    const { processes, calendarYears, calendar } = loadTemplates({ extraDir: folder })
    expect(processes.get('general-meeting')).toMatchObject({ version: 2 })
    expect(processes.get('general-meeting')?.steps.find(({ id }) => id === 'notice')?.due).toBe('T-3d')
    expect([...processes.keys()]).toEqual(expect.arrayContaining(['own-meeting', 'sub-written-request']))
    expect(calendarYears).toHaveLength(4)
    expect(calendar.isWorkingDay('2028-01-03')).toBe(false)
  })

  it('replace one voting rule and leave the others', () => {
    const [head, , third] = original('voting-rules.yaml')
      .split(/(?=^ {2}- id: )/m)
      .slice(0, 3)
    write('voting-rules.yaml', `version: 2\nrules:\n${third?.replace('version: 1', 'version: 2')}`)
    const { votingRules } = loadTemplates({ extraDir: folder })
    expect(head).toContain('version: 1')
    expect(votingRules.get('branch_admit_member')?.version).toBe(2)
    expect(votingRules.size).toBe(16)
  })

  it('replace one cadence and leave the others', () => {
    const rows = original('cadences.yaml').split(/^cadences:\n/m)[1] ?? ''
    const first = rows.split(/(?=^ {2}- id: )/m).find((row) => row.includes('- id:')) ?? ''
    write('cadences.yaml', `cadences:\n${first.replace(/label: .*/, 'label: 本单位的叫法')}`)
    const [own, all] = [loadTemplates({ extraDir: folder }).cadences, loadTemplates().cadences]
    expect(own.obligations).toHaveLength(all.obligations.length)
    expect(own.obligations.filter(({ label }) => label === '本单位的叫法')).toHaveLength(1)
  })

  it('do not matter when the folder is empty', () => {
    expect(loadTemplates({ extraDir: folder }).processes.size).toBe(loadTemplates().processes.size)
  })
})

describe('a faulty file', () => {
  const meeting = original('processes/general-meeting.yaml')
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

  it.each([
    [
      'a due date',
      'due: T-7d',
      'due: someday',
      'steps/2/due：时限“someday”无法识别，应写成 T-5d、S+3wd、@步骤+10wd 等',
    ],
    ['a dependency', 'after: [notice]', 'after: [notcie]', 'steps/4/after/0：前置步骤“notcie”不存在'],
    [
      'a voting rule',
      'rule: branch_general_resolution,',
      'rule: by_acclamation,',
      'steps/11/config/rule：没有名为“by_acclamation”的表决规则',
    ],
    [
      'a rule of an item',
      'admission: branch_admit_member',
      'admission: by_nod',
      'steps/11/config/rule_by_item/admission：没有名为“by_nod”的表决规则',
    ],
    ['a kind', 'kind: opinions', 'kind: opinion', 'steps/4/kind：没有这样的步骤类型：opinion'],
  ])('is named with its line and a sentence: %s', (_title, from, to, message) => {
    const text = meeting.replace(from, to)
    write('processes/bad.yaml', text)
    expect(faults()).toEqual([{ file: 'processes/bad.yaml', line: lineOf(text, to), message }])
  })

  it('is named at the line of an unknown field, and of the step that lacks one', () => {
    const unknown = meeting.replace('    required: true', '    requierd: true')
    write('processes/bad.yaml', unknown)
    const found = faults()
    expect(found).toContainEqual(expect.objectContaining({ line: lineOf(unknown, 'requierd') }))
    expect(found).toContainEqual(expect.objectContaining({ line: lineOf(unknown, '- id: agenda') }))
  })

  it('is named when it is no YAML', () => {
    write('processes/bad.yaml', 'id: a\nsteps: [1, 2\n')
    expect(faults()).toEqual([
      expect.objectContaining({
        file: 'processes/bad.yaml',
        message: expect.stringMatching(/^不是有效的 YAML：/),
      }),
    ])
  })

  it('is named with all the others at once', () => {
    write('processes/one.yaml', meeting)
    write('processes/two.yaml', meeting)
    write(
      'calendar/2029.json',
      '{"year":2029,"provisional":false,"off":["2028-01-03"],"workdays":[],"source":"通知"}',
    )
    write('voting-rules.yaml', original('voting-rules.yaml').replace('num: 1, den: 2', 'num: 3, den: 2'))
    write('cadences.yaml', 'cadences:\n  - id: own\n    label: 缺项\n')
    const found = faults()
    expect(new Set(found.map(({ file }) => file))).toEqual(
      new Set(['processes/two.yaml', 'calendar/2029.json', 'voting-rules.yaml', 'cadences.yaml']),
    )
    expect(found).toContainEqual({
      file: 'processes/two.yaml',
      line: 2,
      message: 'id：流程“general-meeting”重复',
    })
    expect(found.find(({ file }) => file === 'cadences.yaml')?.line).toBe(2)
  })

  it('is named when a file that must be there is not', () => {
    cpSync(join(bundledTemplates, 'cadences.yaml'), join(folder, 'cadences.yaml'))
    expect(() => loadTemplates({ dir: folder })).toThrow(/voting-rules\.yaml:1 缺少该文件/)
  })
})

describe('layouts of documents of an office', () => {
  const notice = original('documents/meeting-notice.yaml')

  it('take the place of ours by their id, and others come beside them', () => {
    write('documents/notice.yaml', notice.replace(/version: \d+/, 'version: 90'))
    write(
      'documents/own.yaml',
      notice.replace('id: meeting_notice', 'id: own_notice').replace('label: 会议通知', 'label: 简报'),
    )
    const { documents } = loadTemplates({ extraDir: folder })
    expect(documents.get('meeting_notice')?.version).toBe(90)
    expect(documents.get('own_notice')?.label).toBe('简报')
    expect(documents.size).toBe(loadTemplates().documents.size + 1)
  })

  it('are refused with the place of the fault', () => {
    write(
      'documents/notice.yaml',
      notice.replace('signs: secretary', 'signs: nobody').replace('subject: meeting', 'subject: song'),
    )
    expect(faults().map(({ file, message }) => `${file} ${message}`)).toEqual([
      expect.stringContaining('documents/notice.yaml subject'),
      expect.stringContaining('没有这样的角色：nobody'),
    ])
  })
})
