import type { YearOverview } from '../../domain/archive/year-pack.ts'
import { escaped, link, page, table, td } from './page.ts'

/** Obligations of the same periods as one table: a line each, a column a period. */
function dutyTables(duties: YearOverview['duties'], year: string): string {
  const groups = new Map<string, YearOverview['duties']>()
  for (const duty of duties) {
    const periods = duty.cells.map(({ period }) => period).join('|')
    groups.set(periods, [...(groups.get(periods) ?? []), duty])
  }
  const short = (period: string): string => period.replace(`${year}年`, '') || '全年'
  return [...groups.values()]
    .map((rows) => {
      const heads = rows[0]?.cells.map(({ period }) => `<th scope="col">${escaped(short(period))}</th>`) ?? []
      const lines = rows.map(
        ({ label, cells }) =>
          `<tr><th scope="row">${escaped(label)}</th>${cells.map(({ word, tone }) => td(word, tone)).join('')}</tr>`,
      )
      return `<table class="grid"><thead><tr><th scope="col">要求</th>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`
    })
    .join('')
}

const voteHeads = ['编号', '事项', '应到', '实到', '赞成', '反对', '弃权', '结果', '计算过程']
const voteRows = (votes: YearOverview['votes']): string[][] =>
  votes.map((vote) => [
    td(vote.ballot ?? '', 'short'),
    td(vote.matter ?? ''),
    ...[vote.eligible, vote.present, vote.yes, vote.no, vote.abstain].map((figure) =>
      td(figure ?? '', 'number'),
    ),
    td(vote.outcome ?? '', 'short'),
    td(vote.arithmetic ?? ''),
  ])

/** What is not finished: cases that run, and everything else with who answers for it and by when. */
const openRows = ({ cases, open }: YearOverview): string[][] => [
  ...cases
    .filter(({ running }) => running)
    .map(({ number, title, state }) => [
      td('事项', 'short'),
      td(number, 'short'),
      td(title),
      td(''),
      td(state, 'short'),
    ]),
  ...open.map(({ kind, number, title, owner, dueOn }) => [
    td(kind, 'short'),
    td(number, 'short'),
    td(title),
    td(owner, 'short'),
    td(dueOn ? `期限${dueOn}` : '', 'short'),
  ]),
]

const caseRows = (cases: YearOverview['cases']): string[][] =>
  cases.map(({ number, title, folder, state, missing }) => [
    `<td class="short">${link(`${folder}/目录.html`, number)}</td>`,
    td(title),
    td(state, 'short'),
    td(missing.length === 0 ? '完整' : `缺：${missing.join('、')}`, missing.length === 0 ? '' : 'orange'),
  ])

/** The first page of a year's pack. */
export function yearPage(given: YearOverview): string {
  const { organisation, year, counts, gaps, closed } = given
  const open = openRows(given)
  const ownCounts = Object.entries(counts.own)
    .map(([label, count]) => `<p><b>${count}</b>${escaped(label)}</p>`)
    .join('')
  const sections = [
    ['各项组织生活', dutyTables(given.duties, year) || '<p>没有要求。</p>'],
    [
      '缺项',
      gaps.length === 0
        ? '<p>没有缺项。</p>'
        : `<ul>${gaps.map((gap) => `<li>${escaped(gap)}</li>`).join('')}</ul>`,
    ],
    ['未结事项', table(['种类', '编号', '内容', '责任人', '情况'], open, '没有未结事项。')],
    ['表决', table(voteHeads, voteRows(given.votes), '没有表决。')],
    ['事项和材料', table(['编号', '标题', '状态', '完整情况'], caseRows(given.cases), '没有事项。')],
    ...(closed.length === 0
      ? []
      : [
          [
            '限定人员可见的事项',
            `<p>以下事项不随年度档案导出，须由知情范围内的两名任职人员逐件导出：${escaped(closed.join('、'))}。</p>`,
          ],
        ]),
  ]
  const numerals = ['一', '二', '三', '四', '五', '六']
  return page(
    `${organisation} ${year}年度档案`,
    `<p class="note">${escaped(given.watermark)}　生成时间：${escaped(given.madeAt)}　核验：zhibu verify 文件.zip　分卷的，请解压到同一文件夹。</p>
<div class="figures"><p><b>${counts.onTime}</b>按期</p><p><b>${counts.madeUp}</b>补开</p><p><b>${counts.missed}</b>缺开</p>${ownCounts}<p><b>${open.length}</b>未结</p></div>
${sections.map(([title, body], index) => `<h2>${numerals[index]}、${title}</h2>\n${body}`).join('\n')}`,
  )
}

/** One branch on the page of its superior. */
export interface BranchSummary {
  organisation: string
  counts: YearOverview['counts']
  gaps: number
  open: number
}

/** The overview of a superior: its branches side by side; their packs come as files of their own. */
export function superiorPage(
  organisation: string,
  year: string,
  watermark: string,
  branches: readonly BranchSummary[],
): string {
  const rows = branches.map((one) => [
    td(one.organisation),
    ...[one.counts.onTime, one.counts.madeUp].map((figure) => td(String(figure), 'number')),
    td(String(one.counts.missed), one.counts.missed > 0 ? 'number red' : 'number'),
    ...[one.gaps, one.open].map((figure) => td(String(figure), 'number')),
  ])
  return page(
    `${organisation} ${year}年度总览`,
    `<p class="note">${escaped(watermark)}</p>
${table(['支部', '按期', '补开', '缺开', '缺项', '未结'], rows, '没有下级支部。')}`,
  )
}
