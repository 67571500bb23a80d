import type { Catalogue } from '../catalogue.ts'

/**
 * Obligations that are reminded of: those whose process is loaded, and those without one, which are not arranged as a
 * case but recorded once they were held (an organisation switches them on).
 */
export function liveCadences({
  cadences,
  processes,
}: Pick<Catalogue, 'cadences' | 'processes'>): Catalogue['cadences'] {
  const obligations = cadences.obligations.filter((one) => one.process === null || processes.has(one.process))
  return { ...cadences, obligations }
}
