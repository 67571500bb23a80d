import type { Tone } from '../../cards/card.ts'

/** The platform's colours of small tags. */
export const tagColors: Record<Tone, string> = {
  info: 'blue',
  attention: 'orange',
  danger: 'red',
  success: 'green',
  neutral: 'neutral',
}
