import type { Feature } from '../define/feature.ts'
import { bind, cancelBinding, confirmBinding } from './binding.ts'
import { endDelegates, registerDelegates, showDelegates } from './delegates.ts'
import { createGroup, dissolveGroup } from './groups.ts'
import { cancelJoining, confirmJoining } from './joining.ts'
import { confirmDissolve, dissolve, foundCommittee } from './lifetime.ts'
import { appoint, dismiss } from './offices.ts'
import { setStanding, showRoster } from './roster.ts'
import { convertMember, transferIn, transferOut } from './transfers.ts'

/** Branches, unions and groups: binding, people, offices, standings, life times. */
export const organisationFeature: Feature = {
  commands: [
    bind,
    showRoster,
    appoint,
    dismiss,
    registerDelegates,
    showDelegates,
    endDelegates,
    setStanding,
    convertMember,
    transferIn,
    transferOut,
    createGroup,
    dissolveGroup,
    foundCommittee,
    dissolve,
  ],
  actions: [confirmBinding, cancelBinding, confirmJoining, cancelJoining, confirmDissolve],
}
