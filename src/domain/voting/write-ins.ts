import { Refusal } from '../refusals.ts'

/** 另选他人: only somebody who can be elected, which in a branch is who may vote. */
export function refuseStrangers(
  roll: readonly { name: string }[],
  others: readonly { name: string }[],
): void {
  const stranger = others.find(({ name }) => !roll.some((one) => one.name === name))
  if (stranger) throw new Refusal('election/not-electable', { name: stranger.name })
}
