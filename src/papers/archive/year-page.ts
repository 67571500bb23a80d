import type { YearOverview } from '../../domain/archive/year-pack.ts'

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** An address inside the archive, segment by segment. */
const link = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')

const style = `body{font:15px/1.7 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#1f2329;margin:2rem auto;max-width:60rem;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ddd}
table{border-collapse:collapse;width:100%;font-size:.9em}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}
th{background:#f5f6f7}.green{background:#e3f4e1}.yellow{background:#fdf3d0}.red,.dark-red{background:#fbe0de;font-weight:600}.orange{background:#feead2}.blue{background:#e3edfd}.grey{color:#666}
.figures{display:flex;gap:2rem}.figures b{font-size:1.6rem;display:block}.note{color:#666;font-size:.85em}
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}}`

const table = (heads: readonly string[], rows: readonly string[][], empty: string): string =>
  rows.length === 0
    ? `<p>${empty}</p>`
    : `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</tbody></table>`

const td = (text: string, tone = ''): string => `<td${tone ? ` class="${tone}"` : ''}>${escaped(text)}</td>`

/** The first page of a year's pack: one file without scripts, opened from the disk and printed as it is. */
export function yearPage(given: YearOverview): string {
  const { organisation, year, counts } = given
  const duties = given.duties.map(
    ({ label, cells }) =>
      `<h3>${escaped(label)}</h3><table><tr>${cells.map(({ period }) => `<th scope="col">${escaped(period)}</th>`).join('')}</tr><tr>${cells.map(({ word, tone }) => td(word, tone)).join('')}</tr></table>`,
  )
  const votes = given.votes.map((vote) => [
    td(vote.ballot ?? ''),
    td(vote.matter ?? ''),
    td(`赞成${vote.yes} 反对${vote.no} 弃权${vote.abstain}，应到${vote.eligible}，实到${vote.present}`),
    td(vote.outcome ?? ''),
    td(vote.arithmetic ?? ''),
  ])
  const cases = given.cases.map(({ number, title, folder, state, missing }) => [
    `<td><a href="${link(folder)}/${encodeURIComponent('目录.xlsx')}">${escaped(number)}</a></td>`,
    td(title),
    td(state),
    td(missing.length === 0 ? '完整' : `缺：${missing.join('、')}`, missing.length === 0 ? '' : 'orange'),
  ])
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(organisation)} ${escaped(year)}年度档案</title><style>${style}</style></head><body>
<h1>${escaped(organisation)} ${escaped(year)}年度档案</h1>
<p class="note">${escaped(given.watermark)}　生成时间：${escaped(given.madeAt)}　核验：zhibu verify 文件.zip　分卷的，请解压到同一文件夹。</p>
<div class="figures"><p><b>${counts.onTime}</b>按期</p><p><b>${counts.madeUp}</b>补开</p><p><b>${counts.missed}</b>缺开</p>${Object.entries(
    counts.own,
  )
    .map(([label, count]) => `<p><b>${count}</b>${escaped(label)}</p>`)
    .join('')}</div>
<h2>一、各项组织生活</h2>${duties.join('') || '<p>没有要求。</p>'}
<h2>二、缺项</h2>${given.gaps.length === 0 ? '<p>没有缺项。</p>' : `<ul>${given.gaps.map((gap) => `<li>${escaped(gap)}</li>`).join('')}</ul>`}
<h2>三、表决</h2>${table(['编号', '事项', '票数', '结果', '计算'], votes, '没有表决。')}
<h2>四、事项和材料</h2>${table(['编号', '标题', '状态', '完整情况'], cases, '没有事项。')}
</body></html>
`
}

/** One branch on the page of its superior. */
export interface BranchSummary {
  organisation: string
  counts: YearOverview['counts']
  gaps: number
  open: number
}

/** The overview of a superior: its branches side by side; their packs come as files of their own. */
export function superiorPage(organisation: string, year: string, branches: readonly BranchSummary[]): string {
  const rows = branches.map((one) => [
    td(one.organisation),
    td(String(one.counts.onTime)),
    td(String(one.counts.madeUp)),
    td(String(one.counts.missed), one.counts.missed > 0 ? 'red' : ''),
    td(String(one.gaps)),
    td(String(one.open)),
  ])
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(organisation)} ${escaped(year)}年度总览</title><style>${style}</style></head><body><h1>${escaped(organisation)} ${escaped(year)}年度总览</h1>${table(['支部', '按期', '补开', '缺开', '缺项', '未结事项'], rows, '没有下级支部。')}</body></html>
`
}
