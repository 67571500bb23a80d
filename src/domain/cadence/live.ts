import type { Catalogue } from '../catalogue.ts'

/** Obligations whose process is loaded: only what can be arranged from chat is reminded of. */
export function liveCadences({
  cadences,
  processes,
}: Pick<Catalogue, 'cadences' | 'processes'>): Catalogue['cadences'] {
  const obligations = cadences.obligations.filter((one) => one.process !== null && processes.has(one.process))
  return { ...cadences, obligations }
}
