import { h } from '../dom.js'
import { nameOf } from '../state.js'

const entities = /** @type {Record<string, string>} */ ({
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: '\u00a0',
  '#60': '<',
  '#62': '>',
  '#42': '*',
  '#95': '_',
  '#91': '[',
  '#93': ']',
  '#96': '`',
  '#126': '~',
  '#92': '\\',
  '#35': '#',
  '#45': '-',
  '#43': '+',
  '#46': '.',
  '#33': '!',
})
/** @param {string} text */
const plain = (text) =>
  text
    .replace(
      /&(#?\w+);/g,
      (whole, name) =>
        entities[name] ??
        (/^#\d+$/.test(name) ? String.fromCodePoint(Math.min(0x10ffff, Number(name.slice(1)))) : whole),
    )
    .replace(/\\([\\`*_{}[\]()#+\-.!~<>|])/g, '$1')

/** @param {string} id */
const mention = (id) => h('span', { class: 'mention' }, `@${id === 'all' ? '所有人' : nameOf(id)}`)
/** @param {string} href @param {string} text */
const link = (href, text) =>
  /^https?:\/\//i.test(href)
    ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, plain(text))
    : plain(text)
/** @param {string} at */
const localTime = (at) => new Date(Number(at)).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })

/**
 * Inline marks, tried at each place in this order. Everything is built as nodes: no text is ever read as HTML.
 * @type {[RegExp, (match: RegExpExecArray) => Node | string][]}
 */
const marks = [
  [/\\[\\`*_{}[\]()#+\-.!~<>|]/y, ([whole]) => plain(whole)],
  [/`([^`\n]+)`/y, ([, code = '']) => h('code', null, code)],
  [/\*\*(.+?)\*\*/sy, ([, text = '']) => h('strong', null, ...inline(text))],
  [/~~(.+?)~~/sy, ([, text = '']) => h('s', null, ...inline(text))],
  [/\*([^*\n]+)\*/y, ([, text = '']) => h('em', null, ...inline(text))],
  [/!\[([^\]]*)\]\([^)]*\)/y, ([, text = '']) => `［图片 ${text}］`],
  [/\[([^\]]+)\]\(([^)\s]+)\)/y, ([, text = '', href = '']) => link(href, text)],
  [/<at id=["']?([^"'>\s/]+)["']?\s*\/?>(?:[^<]*<\/at>)?/y, ([, id = '']) => mention(id)],
  [
    /<font color=["']?([\w-]+)["']?>(.*?)<\/font>/sy,
    ([, colour = '', text = '']) => h('span', { class: `ink-${colour.split('-')[0]}` }, ...inline(text)),
  ],
  [
    /<text_tag color=["']?([\w-]+)["']?>(.*?)<\/text_tag>/sy,
    ([, colour = '', text = '']) => h('span', { class: `tag tag-${colour}` }, plain(text)),
  ],
  [
    /<local_datetime millisecond=["']?(\d+)["']?[^>]*>(?:<\/local_datetime>)?/y,
    ([, at = '']) => localTime(at),
  ],
  [/<br\s*\/?>/y, () => h('br', null)],
  [/\n/y, () => h('br', null)],
]

/** @param {string} text @returns {(Node | string)[]} */
function inline(text) {
  const nodes = /** @type {(Node | string)[]} */ ([])
  let from = 0
  let at = 0
  while (at < text.length) {
    const found = marks
      .map(([shape, make]) => {
        shape.lastIndex = at
        const match = shape.exec(text)
        return match && { match, make }
      })
      .find(Boolean)
    if (!found) {
      at += 1
      continue
    }
    if (at > from) nodes.push(plain(text.slice(from, at)))
    nodes.push(found.make(found.match))
    at += found.match[0].length
    from = at
  }
  if (from < text.length) nodes.push(plain(text.slice(from)))
  return nodes
}

/** @param {string} line */
const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => inline(cell.trim()))

/** @param {string[]} lines */
function table(lines) {
  const [head = '', , ...rows] = lines
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      { class: 'table' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          cells(head).map((cell) => h('th', null, ...cell)),
        ),
      ),
      h(
        'tbody',
        null,
        rows.map((row) =>
          h(
            'tr',
            null,
            cells(row).map((cell) => h('td', null, ...cell)),
          ),
        ),
      ),
    ),
  )
}

/**
 * Kinds of block by their lines; the first that takes a line takes those after it as long as they fit.
 * @type {{ starts: RegExp, goesOn: RegExp, make: (lines: string[]) => Node }[]}
 */
const blocks = [
  {
    starts: /^#{1,6} /,
    goesOn: /(?!)/,
    make: ([line = '']) =>
      h(`h${Math.min(6, 3 + line.indexOf(' '))}`, { class: 'heading' }, ...inline(line.replace(/^#+ /, ''))),
  },
  { starts: /^ ?(-{3,}|\*{3,})$/, goesOn: /(?!)/, make: () => h('hr', null) },
  {
    starts: /^\s*[-*+] /,
    goesOn: /^\s*[-*+] /,
    make: (lines) =>
      h(
        'ul',
        null,
        lines.map((line) =>
          h(
            'li',
            { class: /^\s{2,}/.test(line) ? 'deeper' : null },
            ...inline(line.replace(/^\s*[-*+] /, '')),
          ),
        ),
      ),
  },
  {
    starts: /^\s*\d+\. /,
    goesOn: /^\s*\d+\. /,
    make: (lines) =>
      h(
        'ol',
        { start: /\d+/.exec(lines[0] ?? '')?.[0] },
        lines.map((line) => h('li', null, ...inline(line.replace(/^\s*\d+\. /, '')))),
      ),
  },
  {
    starts: /^> ?/,
    goesOn: /^> ?/,
    make: (lines) =>
      h('blockquote', null, ...inline(lines.map((line) => line.replace(/^> ?/, '')).join('\n'))),
  },
  { starts: /^\|.*\|\s*$/, goesOn: /^\|.*\|\s*$/, make: table },
]

/**
 * Turns the platform's markdown into nodes; what it does not know stays text.
 * @param {string} source
 */
export function markdown(source) {
  const fragment = document.createDocumentFragment()
  const lines = source.split('\n')
  while (lines.length > 0) {
    const line = lines[0] ?? ''
    if (line.startsWith('```')) {
      const end = lines.indexOf('```', 1)
      const code = lines.splice(0, end < 0 ? lines.length : end + 1)
      fragment.append(h('pre', null, code.slice(1, end < 0 ? undefined : -1).join('\n')))
      continue
    }
    const block = blocks.find(({ starts }) => starts.test(line))
    const taken = [lines.shift() ?? '']
    const fits = (/** @type {string} */ next) =>
      block
        ? block.goesOn.test(next)
        : !next.startsWith('```') && !blocks.some(({ starts }) => starts.test(next))
    while (lines.length > 0 && fits(lines[0] ?? '')) taken.push(lines.shift() ?? '')
    if (block) fragment.append(block.make(taken))
    else fragment.append(h('p', null, ...inline(taken.join('\n').replace(/^\n+|\n+$/g, ''))))
  }
  return fragment
}
