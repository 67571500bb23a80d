import { NUMBER, numberOf } from './chinese-numbers.ts'

/** A time of day as it was said. */
export interface SaidTime {
  /** 上午, 下午 …, am or pm; absent when only the hour was said. */
  part?: string
  hour: number
  minute: number
  /** Said in digits with a colon; with two digits for the hour it is one of 24. */
  digital: boolean
  padded: boolean
}

const PART = '凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|半夜|午夜|深夜|早|晚|晨'
const MINUTES = `(半)|([一三13])刻|(${NUMBER})分?`

const DIGITAL = new RegExp(`(${PART})? ?(\\d{1,2}):(\\d{2})(?::\\d{2})?(?!\\d)(?: ?([ap])\\.?m\\.?)?`, 'iy')
const SPOKEN = new RegExp(`(${PART})?(${NUMBER})(?:点|时(?!间))(?:钟|整)?(?:${MINUTES})?`, 'y')
const ENGLISH = /(\d{1,2}) ?([ap])\.?m\.?/iy

/** Reads a time of day where `text` stands at `from`; undefined when there is none. */
export function scanClock(text: string, from: number): { said: SaidTime; length: number } | undefined {
  return scanDigital(text, from) ?? scanSpoken(text, from) ?? scanEnglish(text, from)
}

const at = (form: RegExp, text: string, from: number): RegExpExecArray | null => {
  form.lastIndex = from
  return form.exec(text)
}

const found = (length: number, part: string | undefined, said: Omit<SaidTime, 'part'>) => ({
  length,
  said: part === undefined ? said : { ...said, part },
})

function scanDigital(text: string, from: number) {
  const match = at(DIGITAL, text, from)
  if (!match) return undefined
  const [all, part, hour = '', minute = '', meridiem] = match
  const word = meridiem ? `${meridiem.toLowerCase()}m` : part
  return found(all.length, word, {
    hour: Number(hour),
    minute: Number(minute),
    digital: true,
    padded: hour.length === 2,
  })
}

function scanSpoken(text: string, from: number) {
  const match = at(SPOKEN, text, from)
  const hour = numberOf(match?.[2] ?? '')
  if (!match || hour === undefined) return undefined
  const [all, part, , half, quarters, minutes] = match
  const minute = half ? 30 : quarters ? (numberOf(quarters) ?? 0) * 15 : minutes ? numberOf(minutes) : 0
  if (minute === undefined) return undefined
  return found(all.length, part, { hour, minute, digital: false, padded: false })
}

function scanEnglish(text: string, from: number) {
  const match = at(ENGLISH, text, from)
  if (!match) return undefined
  const [all, hour, meridiem = ''] = match
  return found(all.length, `${meridiem.toLowerCase()}m`, {
    hour: Number(hour),
    minute: 0,
    digital: false,
    padded: false,
  })
}

const ALONE = new RegExp(`(?:${PART})`, 'y')

/** The length of a part of the day without an hour (今天下午) at `from`; 0 when there is none. */
export const scanPartAlone = (text: string, from: number): number => at(ALONE, text, from)?.[0].length ?? 0
