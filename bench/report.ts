import type { Pace } from './figures.ts'

/** Our pace beside a reference of the same run. */
export interface Comparison {
  bench: string
  what: string
  zhibu: Pace
  reference: Pace & { name: string }
  /** Requests per second of ours to those of the reference. */
  ratio: number
  /** The ratio that is wanted at least; null = printed for information. */
  aim: number | null
}

/** How much of something we get done in a second, beside a reference of the same run. */
export interface Throughput {
  bench: string
  what: string
  unit: string
  zhibu: number
  reference: { name: string; value: number }
  /** Ours to that of the reference. */
  ratio: number
  aim: number | null
}

/** A number for information. */
export interface Reading {
  bench: string
  what: string
  value: number
  unit: string
  /** The largest value that is wanted; null = printed for information. */
  limit: number | null
}

/** A line of the report. */
export type Figure = Comparison | Throughput | Reading

const rate = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`
const pace = ({ perSecond, p50, p99, cpu }: Pace): string => {
  const used = cpu === undefined ? '' : `, ${Math.round(cpu)} µs of CPU each`
  return `${rate(perSecond).padStart(9)} (p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${used})`
}

const verdict = (reached: boolean): string => (reached ? 'reached' : 'missed')

function wordsOf(figure: Figure): string {
  if ('value' in figure) {
    const { what, value, unit, limit } = figure
    const aim = limit === null ? '' : `   aim < ${limit} ${unit}: ${verdict(value < limit)}`
    return `  ${what}: ${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}${aim}`
  }
  const { what, reference, ratio, aim } = figure
  const wanted = aim === null ? 'for information' : `aim ≥ ${aim}: ${verdict(ratio >= aim)}`
  const width = reference.name.length
  const amount = (value: number): string =>
    `${Math.round(value).toLocaleString('en')} ${'unit' in figure ? figure.unit : ''}`
  const [mine, theirs] =
    'unit' in figure
      ? [amount(figure.zhibu), amount(figure.reference.value)]
      : [pace(figure.zhibu), pace(figure.reference)]
  return [
    `  ${what}: ${ratio.toFixed(2)} ×   ${wanted}`,
    `    ${'zhibu'.padEnd(width)} ${mine}`,
    `    ${reference.name} ${theirs}`,
  ].join('\n')
}

/** Makes a printer of figures: for people, or one JSON object a line. */
export function printer(json: boolean, write: (line: string) => void): (figures: readonly Figure[]) => void {
  let last = ''
  return (figures) => {
    for (const figure of figures) {
      if (!json && figure.bench !== last) write(`${figure.bench}`)
      last = figure.bench
      write(json ? JSON.stringify(figure) : wordsOf(figure))
    }
  }
}
