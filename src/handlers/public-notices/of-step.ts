import type { ProcessCase } from '../../domain/ports/index.ts'
import { noticeDays } from '../../domain/public-notices/period.ts'
import type { StepFeature } from '../define/step-feature.ts'

/**
 * A step that waits for a period of so many working days is done by a public notice; not where it is told off-line. Of a
 * restricted matter only one that says no more than a name and what kind of help, on the consent of the person concerned.
 */
export const noticeOfStep: StepFeature = {
  button: '发布公示',
  serves: ({ kind, config, visibility }) =>
    kind === 'notice' &&
    typeof config.days === 'number' &&
    config.unit === 'wd' &&
    config.default_channel !== 'offline' &&
    (visibility !== 'restricted' || config.content === 'name_and_category_only'),
  discreet: true,
  command: '公示 发布',
  texts({ found, step: { config, visibility }, title }) {
    const content = toldOf(found, config.tells)
    return {
      title: visibility === 'restricted' ? '困难帮扶公示' : [...title].slice(0, 60).join(''),
      days: String(typeof config.days === 'number' ? config.days : noticeDays.least),
      ...(config.matter !== undefined && { matter: config.matter }),
      ...(content !== '' && { content }),
    }
  },
}

/** What earlier steps said that is to be published: their fields by name. */
function toldOf({ instance: { steps } }: ProcessCase, names: readonly string[] = []): string {
  const said = names.flatMap((name) => {
    const value = steps.findLast(({ fields }) => fields[name] !== undefined)?.fields[name]
    return value === undefined ? [] : [`${name}：${value}`]
  })
  return [...said.join('；')].slice(0, 200).join('')
}
