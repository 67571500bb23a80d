import type { ProcessCase } from '../../domain/ports/index.ts'
import { rectificationStateWords } from '../../domain/rectification/states.ts'
import type { Base } from '../define/context.ts'

/**
 * The rectification items of a case for whoever accepts the whole: number, measure, state, and the files that prove it. The
 * problem itself stands on the item's own card, for its circle.
 */
export async function itemsOfCase(
  { unit }: Pick<Base, 'unit'>,
  { instance }: ProcessCase,
): Promise<string[]> {
  const items = await unit.rectifications.ofCase(instance.id)
  const lines: string[] = []
  for (const { id, number, measure, state } of items) {
    const files = (await unit.attachments.of('rectification', id)).map(({ title }) => title)
    const proved = files.length > 0 ? `（佐证：${files.join('、')}）` : '（没有佐证文件）'
    lines.push(`${number} ${measure}：${rectificationStateWords[state]}${proved}`)
  }
  return lines
}
