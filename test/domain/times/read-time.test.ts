import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeWords } from '../../../src/cards/wording.ts'
import { addDays } from '../../../src/domain/calendar/dates.ts'
import { atLocalTime } from '../../../src/domain/calendar/local-time.ts'
import { readTime, type TimeReading } from '../../../src/domain/times/index.ts'
import { givenCalendar as calendar, zone } from '../calendar/given-calendar.ts'

/** Sunday 22 November 2026, 10:00: the base of the table in the domain rules (§5.3). */
const sunday = atLocalTime('2026-11-22', '10:00', zone)
const read = (text: string, now = sunday, past = false) => readTime(text, { now, zone, calendar, past })

/** `2026-11-25 15:00-17:00 day-off?`: date, time, end, hints, and `?` where it must be confirmed. */
const brief = (reading: TimeReading): string => {
  if (!reading.ok) {
    const { date, time } = reading.proposal ?? {}
    return [`!${reading.reason}`, ...(date ? ['→', date] : []), ...(time ? [time] : [])].join(' ')
  }
  const clock = reading.time ? ` ${reading.time}${reading.end ? `-${reading.end}` : ''}` : ''
  const hints = reading.hints.map((hint) => ` ${hint}`).join('')
  return `${reading.date}${clock}${hints}${reading.confirm ? '?' : ''}`
}

describe('the table of the domain rules', () => {
  it.each([
    ['下周三15:00', '2026-11-25 15:00'],
    ['周三下午3点', '2026-11-25 15:00'],
    ['本周五', '!past → 2026-11-27'],
    ['下下周一上午9点半', '2026-11-30 09:30'],
    ['明天下午三点半', '2026-11-23 15:30'],
    ['25号', '2026-11-25'],
    ['20号', '2026-12-20 next-month day-off?'],
    ['12月5日', '2026-12-05 day-off'],
    ['10月9日', '2027-10-09 next-year day-off?'],
    ['月底', '2026-11-30'],
    ['季度末', '2026-12-31'],
    ['节后第一个工作日', '2027-01-04 provisional?'],
    ['3点', '!ambiguous-hour → 2026-11-22 15:00'],
  ])('%s → %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected)
  })

  it('reads days gone by only where they are asked for', () => {
    expect(brief(read('前天', sunday, true))).toBe('2026-11-20')
    expect(brief(read('前天'))).toBe('!past')
    expect(read('本周五')).toMatchObject({ ok: false, date: '2026-11-20' })
  })
})

describe('dates', () => {
  it.each([
    ['2026-12-25 15:00', '2026-12-25 15:00'],
    ['2026/12/25', '2026-12-25'],
    ['2026.12.25', '2026-12-25'],
    ['2026-12-25T15:00', '2026-12-25 15:00'],
    ['2026-12-25T15:00:00', '2026-12-25 15:00'],
    ['20261225', '2026-12-25'],
    ['2026年12月25日下午3点', '2026-12-25 15:00'],
    ['2026 年 12 月 25 日 下午 3 点', '2026-12-25 15:00'],
    ['二〇二六年十二月二十五日', '2026-12-25'],
    ['十一月二十五日', '2026-11-25'],
    ['十一月廿五', '2026-11-25'],
    ['１１月２５日１５：００', '2026-11-25 15:00'],
    ['11月25号', '2026-11-25'],
    ['11月25 15:00', '2026-11-25 15:00'],
    ['明年3月1日', '2027-03-01'],
    ['今年12月1日', '2026-12-01'],
    ['去年12月1日', '!past'],
    ['12/1 10:30', '2026-12-01 10:30'],
    ['12.5', '2026-12-05 short-date day-off?'],
    ['12-25', '2026-12-25 short-date?'],
    ['本月25号', '2026-11-25'],
    ['下月5号', '2026-12-05 day-off'],
    ['下个月5日上午9点', '2026-12-05 09:00 day-off'],
    ['31号', '2026-12-31 next-month?'],
    ['11月22日', '2026-11-22 day-off'],
    ['28号下午4点', '2026-11-28 16:00 day-off'],
    ['11月25日（周三）15:00', '2026-11-25 15:00'],
    ['12月31日', '2026-12-31'],
    ['1月1日', '2027-01-01 next-year day-off?'],
    ['12月10日前', '2026-12-10'],
  ])('%s → %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected)
  })

  it.each([
    ['2月30日', '!no-such-day'],
    ['2027-02-29', '!no-such-day'],
    ['2月29日', '!no-such-day'],
    ['2028-02-29', '2028-02-29'],
    ['11月31日', '!no-such-day'],
    ['13月1日', '!no-such-day'],
    ['十十月一日', '!no-such-day'],
    ['0号', '!no-such-day'],
    ['32号', '!no-such-day'],
    ['2026-11-20', '!past'],
    ['2062-12-25', '!too-far'],
    ['11月25日周四', '!weekday-mismatch → 2026-11-25'],
  ])('refuses %s as %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected)
  })

  it('know 29 February in a leap year', () => {
    const january = atLocalTime('2028-01-10', '10:00', zone)
    expect(brief(read('2月29日', january))).toBe('2028-02-29')
  })

  it('go over the end of the year', () => {
    const newYearsEve = atLocalTime('2026-12-31', '17:00', zone)
    expect(brief(read('明天上午9点', newYearsEve))).toBe('2027-01-01 09:00 day-off')
    expect(brief(read('下周一9:00', newYearsEve))).toBe('2027-01-04 09:00')
    expect(brief(read('5号', newYearsEve))).toBe('2027-01-05 next-month?')
    expect(brief(read('31号', newYearsEve))).toBe('2026-12-31')
    expect(brief(read('31号9:00', newYearsEve))).toBe('2027-01-31 09:00 next-month day-off?')
  })

  it('do not exist in a short next month either', () => {
    expect(brief(read('31号9:00', atLocalTime('2026-08-31', '17:00', zone)))).toBe('!past')
    expect(brief(read('30号', atLocalTime('2027-01-31', '17:00', zone)))).toBe('!no-such-day')
  })
})

describe('days near today and days of the week', () => {
  it.each([
    ['今天下午', '2026-11-22 day-off'],
    ['今晚8点', '2026-11-22 20:00 day-off'],
    ['明早9点', '2026-11-23 09:00'],
    ['明晚7点半', '2026-11-23 19:30'],
    ['后天', '2026-11-24'],
    ['大后天上午10点', '2026-11-25 10:00'],
    ['3天后', '2026-11-25'],
    ['三天内', '2026-11-25'],
    ['三个工作日后', '2026-11-25'],
    ['5个工作日内', '2026-11-27'],
    ['两周后', '2026-12-06 day-off'],
    ['一个月后', '2026-12-22'],
    ['半个月后', '2026-12-07'],
    ['两小时后', '2026-11-22 12:00 day-off'],
    ['半小时后', '2026-11-22 10:30 day-off'],
    ['一个半小时后', '2026-11-22 11:30 day-off'],
    ['15个小时后', '2026-11-23 01:00'],
    ['周一', '2026-11-23'],
    ['星期五下午2点', '2026-11-27 14:00'],
    ['礼拜天', '2026-11-22 today day-off?'],
    ['周日9:00', '2026-11-29 09:00 next-week day-off?'],
    ['周五前', '2026-11-27'],
    ['下星期三下午三点', '2026-11-25 15:00'],
    ['下个周五 14:30', '2026-11-27 14:30'],
    ['下周1', '2026-11-23'],
    ['这周日下午4点', '2026-11-22 16:00 day-off'],
    ['上周三', '!past'],
    ['昨天', '!past'],
    ['下周', '!ambiguous-day'],
    ['周末', '!ambiguous-day → 2026-11-28'],
    ['本周末', '!ambiguous-day'],
    ['下周末', '!ambiguous-day → 2026-11-28'],
    ['今天9点', '!past'],
    ['9:00', '!past → 2026-11-23 09:00'],
    ['15:00', '2026-11-22 15:00 today day-off?'],
  ])('%s → %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected)
  })

  it('in the past mode are the last ones', () => {
    const past = (text: string) => brief(read(text, sunday, true))
    expect(past('周三')).toBe('2026-11-18')
    expect(past('周日')).toBe('2026-11-22 day-off')
    expect(past('上周五')).toBe('2026-11-13')
    expect(past('25号')).toBe('2026-10-25 day-off')
    expect(past('11月10日')).toBe('2026-11-10')
    expect(past('12月10日')).toBe('2025-12-10 last-year?')
    expect(past('三天前')).toBe('2026-11-19')
    expect(past('昨天下午3点')).toBe('2026-11-21 15:00 day-off')
  })
})

describe('ends of periods and holidays', () => {
  it.each([
    ['本月底', '2026-11-30'],
    ['下月底', '2026-12-31'],
    ['12月底', '2026-12-31'],
    ['十月底', '2027-10-29 provisional next-year?'],
    ['年底', '2026-12-31'],
    ['本季度末', '2026-12-31'],
    ['下季度末', '2027-03-31 provisional?'],
    ['四季度末', '2026-12-31'],
    ['一季度末', '!past'],
    ['月初', '!not-understood'],
    ['下月初', '!ambiguous-day → 2026-12-01'],
    ['12月', '!ambiguous-day'],
    ['12月上旬', '!ambiguous-day'],
    ['元旦后第一个工作日', '2027-01-04 provisional?'],
    ['节后第二个工作日', '2027-01-05 provisional?'],
    ['春节后第一个工作日', '!holiday-unknown'],
    ['国庆节后', '!ambiguous-day → 2027-10-04'],
    ['节前最后一个工作日', '2026-12-31 provisional?'],
  ])('%s → %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected)
  })

  it('are taken from the holiday table where it is published', () => {
    const at = (date: string) => atLocalTime(date, '10:00', zone)
    expect(brief(read('节后第一个工作日', at('2026-09-21')))).toBe('2026-09-28')
    expect(brief(read('国庆节后第一个工作日', at('2026-09-21')))).toBe('2026-10-08')
    expect(brief(read('节后第一个工作日上午9点', at('2026-10-03')))).toBe('2026-10-08 09:00')
    expect(brief(read('春节后第一个工作日', at('2026-01-20')))).toBe('2026-02-24')
    expect(brief(read('春节后第一个工作日', at('2025-12-01')))).toBe('2026-02-24')
    expect(brief(read('清明节前最后一个工作日', at('2026-03-20')))).toBe('2026-04-03')
    expect(brief(read('中秋后第一个工作日', at('2025-09-10')))).toBe('2025-10-09')
  })

  it('take the next period when the last working day has passed', () => {
    expect(brief(read('月底', atLocalTime('2026-05-30', '10:00', zone)))).toBe('2026-06-30 next-month?')
    expect(brief(read('季度末', atLocalTime('2027-10-31', '10:00', zone)))).toBe('2027-12-31 provisional?')
    expect(brief(read('月底9:00', atLocalTime('2026-11-30', '10:00', zone)))).toBe(
      '2026-12-31 09:00 next-month?',
    )
  })
})

describe('times of day', () => {
  it.each([
    ['15:00', '15:00'],
    ['15：00', '15:00'],
    ['15点', '15:00'],
    ['15时30分', '15:30'],
    ['15點30', '15:30'],
    ['下午3:30', '15:30'],
    ['下午3点', '15:00'],
    ['下午两点一刻', '14:15'],
    ['下午三点三刻', '15:45'],
    ['下午3点05分', '15:05'],
    ['下午三点零五分', '15:05'],
    ['下午三点钟', '15:00'],
    ['下午15点', '15:00'],
    ['3pm', '15:00'],
    ['3:30 PM', '15:30'],
    ['9am', '09:00'],
    ['上午十点半', '10:30'],
    ['上午12点', '12:00'],
    ['早上8点', '08:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['晚上8点', '20:00'],
    ['傍晚六点', '18:00'],
    ['凌晨1点', '01:00'],
    ['03:00', '03:00'],
    ['9:00', '09:00'],
    ['零点', '00:00'],
    ['0:30', '00:30'],
    ['15:00-17:00', '15:00-17:00'],
    ['下午3点到5点', '15:00-17:00'],
    ['下午3点至5点半', '15:00-17:30'],
    ['15:00 ~ 16:30', '15:00-16:30'],
    ['上午9点到下午4点', '09:00-16:00'],
    ['上午10点-12点', '10:00-12:00'],
    ['上午11点到1点', '11:00-13:00'],
    ['13点—14点', '13:00-14:00'],
  ])('明天%s → %s', (text, expected) => {
    expect(brief(read(`明天 ${text}`))).toBe(`2026-11-23 ${expected}`)
  })

  it.each([
    ['明天3点', '!ambiguous-hour → 2026-11-23 15:00'],
    ['明天3:30', '!ambiguous-hour → 2026-11-23 15:30'],
    ['明天三点一刻', '!ambiguous-hour → 2026-11-23 15:15'],
    ['明天9点', '2026-11-23 09:00 proposed-time?'],
    ['明天12点', '2026-11-23 12:00 proposed-time?'],
    ['明天24:00', '2026-11-24 00:00 next-day?'],
    ['明天晚上12点', '2026-11-24 00:00 next-day?'],
    ['今晚十二点', '2026-11-23 00:00 next-day?'],
    ['明天晚上2点', '!ambiguous-hour'],
    ['明天24:30', '!no-such-time'],
    ['明天25点', '!no-such-time'],
    ['明天12:60', '!no-such-time'],
    ['明天上午15点', '!no-such-time'],
    ['明天凌晨9点', '!no-such-time'],
    ['明天17:00-15:00', '!end-before-start'],
    ['明天15:00-15:00', '!end-before-start'],
    ['明天15:00-25:00', '!no-such-time'],
  ])('%s → %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected)
  })

  it('asked back in the afternoon are those of the next day', () => {
    const evening = atLocalTime('2026-11-23', '16:00', zone)
    expect(brief(read('3点', evening))).toBe('!past → 2026-11-24 15:00')
    expect(brief(read('今天3点', evening))).toBe('!past')
  })
})

describe('other text', () => {
  it.each([
    '',
    ' ',
    '好的',
    '25',
    '2026',
    '讨论工作报告',
    '明天开会',
    '20号楼',
    '三三点',
    '明天后天',
    '下周三15:00讨论',
    '1.5.2',
    '15:0',
    '-1天后',
    '0天后',
    '周八',
    '明天15:00-',
    '2026-12-25T15:00Z',
    '３点'.repeat(50),
    '9'.repeat(2000),
    '一'.repeat(2000),
  ])('"%s" is no time', (text) => {
    expect(read(text)).toEqual({ ok: false, reason: 'not-understood' })
  })

  it('of any kind is answered, and what is read lies ahead', () => {
    const pieces = fc.constantFrom(
      ...'0123456789一二三十两下上本个周月日号点半刻天年季度末底后前节工作: -/.年明今晚早午国庆第'.split(''),
    )
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        (text) => {
          const reading = read(text)
          if (!reading.ok) return
          const at = atLocalTime(reading.date, reading.time ?? '23:59', zone)
          expect(+at).toBeGreaterThanOrEqual(+sunday)
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('a rendered date', () => {
  const dates = fc.integer({ min: 1, max: 1500 }).map((days) => addDays('2026-11-22', days))
  const minutes = fc.integer({ min: 0, max: 1439 })
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

  it('is read as the same instant, without a question', () => {
    fc.assert(
      fc.property(dates, minutes, (date, minute) => {
        const time = clock(minute)
        expect(read(timeWords(atLocalTime(date, time, zone), zone))).toMatchObject({
          ok: true,
          date,
          time,
          confirm: false,
        })
        expect(read(`${date} ${time}`)).toMatchObject({ ok: true, date, time, confirm: false })
      }),
    )
  })
})
