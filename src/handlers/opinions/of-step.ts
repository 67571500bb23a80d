import type { StepFeature } from '../define/step-feature.ts'

const audiences: Readonly<Record<string, string>> = {
  committee: '支委',
  absent_member: '缺席党员',
  staff: '职工',
}
const namings: Readonly<Record<string, string>> = { yes: '是', no: '否', optional: '自愿' }

const first = (value: unknown, words: Readonly<Record<string, string>>): string | undefined =>
  typeof value === 'string' ? words[value.split('+')[0] ?? ''] : undefined

/** A step that hears people is done by a collated call for opinions; its settings say whom and how. */
export const callOfStep: StepFeature = {
  button: '征求意见',
  serves: ({ kind }) => kind === 'opinions',
  command: '意见 发起',
  texts({ step: { label, config }, title }) {
    const naming = first(config.anonymous, namings)
    return {
      topic: [...`${label}：${title}`].slice(0, 60).join(''),
      audience: first(config.audience, audiences) ?? '党员',
      ...(naming === undefined ? {} : { naming }),
    }
  },
}
