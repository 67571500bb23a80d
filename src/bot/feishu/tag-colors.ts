import type { TagTone } from '../../cards/card.ts'

/** The platform's colours of small tags. */
export const tagColors: Record<TagTone, string> = {
  info: 'blue',
  attention: 'orange',
  danger: 'red',
  success: 'green',
  neutral: 'neutral',
  late: 'yellow',
  lost: 'carmine',
}
