import { localDate, localTime } from '../../domain/calendar/local-time.ts'
import type { FactContext } from '../../domain/documents/facts/index.ts'
import type { Unit } from '../../domain/ports/index.ts'
import type { PaperTools } from './kind.ts'

/** What reading facts inside a unit needs. */
export const factContext = (unit: Unit, { zone, catalogue }: PaperTools): FactContext => ({
  unit,
  now: unit.now,
  today: localDate(unit.now, zone),
  zone,
  catalogue,
})

/** Who took a paper out and when: the line on restricted exports (DOMAIN §7.3 rule 9). */
export async function watermarkOf(unit: Unit, memberId: string | null, zone: string): Promise<string> {
  const [person] = memberId ? await unit.rosters.members([memberId]) : []
  return `${person?.name ?? '系统'}于${localDate(unit.now, zone)} ${localTime(unit.now, zone)}导出，限本人工作使用`
}
