import { reportKinds } from '../../domain/reports/kinds.ts'
import type { StepFeature } from '../define/step-feature.ts'

/** A step that reports to the superior is done when the superior has the report; what asks for something is a request. */
export const reportOfStep: StepFeature = {
  button: '写报告',
  serves: ({ kind, config }) =>
    kind === 'report' &&
    (config.to === 'superior_party' || config.to === 'superior_union') &&
    config.doc !== 'request',
  command: '报告 新建',
  texts: ({ step: { label }, title }) => ({
    kind: reportKinds.special.label,
    matter: [...`${title}：${label}`].slice(0, 60).join(''),
  }),
}
