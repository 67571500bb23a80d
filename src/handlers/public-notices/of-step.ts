import { noticeDays } from '../../domain/public-notices/period.ts'
import type { StepFeature } from '../define/step-feature.ts'

/** A step that waits for a period of so many working days is done by a public notice; not where it is told off-line. */
export const noticeOfStep: StepFeature = {
  button: '发布公示',
  serves: ({ kind, config, visibility }) =>
    kind === 'notice' &&
    typeof config.days === 'number' &&
    config.unit === 'wd' &&
    config.default_channel !== 'offline' &&
    visibility !== 'restricted',
  command: '公示 发布',
  texts: ({ step: { config }, title }) => ({
    title: [...title].slice(0, 60).join(''),
    days: String(typeof config.days === 'number' ? config.days : noticeDays.least),
  }),
}
