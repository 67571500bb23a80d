import { templateShape } from './template.ts'
import { templateFaults } from './template-faults.ts'

/** A template whose parts fit together; every fault is an issue with its path and a Chinese sentence. */
export const processTemplateSchema = templateShape.superRefine((template, context) => {
  for (const { path, message } of templateFaults(template))
    context.addIssue({ code: 'custom', path, message })
})
