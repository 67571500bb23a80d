import { beforeAll, describe, expect, it } from 'vitest'
import { type Part, partOf, type Way, waysOf } from '../../../scripts/ways.ts'
import { loadTemplates } from '../../../src/templates.ts'
import { useTestBot } from '../../helpers/test-bot.ts'
import { happyPlan, type Plan, planFor, plansFor } from './plan.ts'
import { foundScene } from './scene.ts'
import { walkCase } from './walk.ts'

/** A walk, or several one after the other, on a machine that does other things too; in milliseconds. */
const most = 600_000

/** Walks the processes of one part of the list of ways, each along every way that its template has. */
export function walkPart(part: Part): void {
  const bot = useTestBot({ fresh: 'file', startsAt: new Date('2026-11-23T09:00:00+08:00') })
  const gone = new Set<string>()
  const templates = [...loadTemplates().processes.values()].filter((template) => partOf(template) === part)

  beforeAll(() => foundScene(bot))

  describe.each(templates)('$label', { timeout: most }, (template) => {
    const ways = waysOf(template)
    const walk = (plan: Plan) => walkCase(bot, template, plan, ({ key }) => gone.add(key))
    const missing = (some: readonly Way[]) => some.filter(({ key }) => !gone.has(key))

    it('comes to its file by what its cards offer', () => walk(happyPlan()))

    it('comes to its file in every other way too', async () => {
      for (const plan of plansFor(template, missing(ways))) await walk(plan)
    })

    it.each(ways.filter(({ kind }) => kind !== 'done'))('$words', async (way) => {
      if (missing([way]).length > 0) await walk(planFor(template, way))
      expect(missing([way]).map(({ words }) => words)).toEqual([])
    })

    it('has no step that was never done', () => {
      expect(missing(ways).map(({ words }) => words)).toEqual([])
    })
  })
}
