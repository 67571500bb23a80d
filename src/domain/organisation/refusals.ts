/** What bindings, rosters and entitlements refuse. */
export interface OrganisationRefusals {
  'organisation/chat-not-bound': Record<string, never>
}
