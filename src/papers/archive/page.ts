/** Text as it stands in a page: nothing that people wrote is markup. */
export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** An address inside the archive, segment by segment. */
export const link = (path: string, words: string): string =>
  `<a href="${path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')}">${escaped(words)}</a>`

const style = `body{font:15px/1.7 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#1f2329;margin:2rem auto;max-width:72rem;padding:0 1rem}
h1{font-size:1.6rem;margin-bottom:.25rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ddd}
table{border-collapse:collapse;width:100%;font-size:.87em;margin:.5rem 0}th,td{border:1px solid #bbb;padding:.25rem .45rem;text-align:left;vertical-align:top}
th{background:#f2f3f5;font-weight:600;white-space:nowrap}td.short{white-space:nowrap}td.number{text-align:right}
.grid td,.grid thead th{text-align:center;white-space:nowrap}.grid tbody th{white-space:normal;min-width:5em}
.green{background:#e3f4e1}.yellow{background:#fdf3d0}.red,.dark-red{background:#fbe0de;font-weight:600}.orange{background:#feead2}.blue{background:#e3edfd}.grey{color:#666}
.figures{display:flex;gap:2.5rem;margin:1rem 0}.figures p{margin:0}.figures b{font-size:1.6rem;display:block;line-height:1.3}.note{color:#666;font-size:.85em;overflow-wrap:anywhere}
a{color:#1456f0}
@page{size:A4;margin:16mm 14mm}
@media print{*{-webkit-print-color-adjust:exact;print-color-adjust:exact}body{margin:0;padding:0;max-width:none;font-size:10pt}h1{font-size:16pt}h2{break-after:avoid;margin-top:1.2rem}tr{break-inside:avoid}thead{display:table-header-group}.grid td{white-space:normal;min-width:2.1em;padding:.2rem .15rem}.grid thead th{padding:.2rem .15rem}a{color:inherit;text-decoration:none}.figures{break-inside:avoid}}`

/** A whole page: no script, nothing from anywhere else, opened from the disk and printed as it is. */
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${style}</style></head><body>
<h1>${escaped(title)}</h1>
${body}
</body></html>
`

export const td = (text: string, look = ''): string =>
  `<td${look ? ` class="${look}"` : ''}>${escaped(text)}</td>`

/** A table with a head, or a sentence that there is nothing. */
export const table = (heads: readonly string[], rows: readonly string[][], empty: string): string =>
  rows.length === 0
    ? `<p>${empty}</p>`
    : `<table><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</tbody></table>`
