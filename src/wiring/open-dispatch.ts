import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createDispatch } from '../bot/dispatch/index.ts'
import type { Log } from '../bot/log.ts'
import type { ChatPlatform } from '../bot/platform.ts'
import type { Database } from '../db/open.ts'
import { isPassing } from '../db/stores/unit.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Storage } from '../domain/ports/index.ts'
import type { Foresight, Services } from '../handlers/define/context.ts'
import * as features from '../handlers/index.ts'
import { rehearse } from '../rehearsal.ts'
import { directoryOf } from './one-enterprise.ts'

/** What people's messages and clicks are answered with. */
export interface DispatchParts extends Omit<Services, 'foresee' | 'callsPerMinute'> {
  database: Database
  tenant: Tenant
  storage: Storage
  platform: ChatPlatform
  log: Log
  /** Wraps the keys of restricted texts. */
  masterKey: () => Promise<Uint8Array>
}

/** Opens the dispatch over every feature. */
export function openDispatch(parts: DispatchParts): ReturnType<typeof createDispatch> {
  const { platform, tenant, catalogue, clock, zone, votes, sealed, seals } = parts
  const callsPerMinute = platform.limits.perMinute
  const foresee: Foresight = ({ organisationIds, until }) =>
    Array.fromAsync(
      rehearse({
        database: parts.database,
        tenantId: tenant.id,
        platform: platform.name,
        callsPerMinute,
        catalogue,
        zone,
        from: clock.now(),
        until,
        organisationIds,
        masterKey: parts.masterKey,
      }),
    )
  const commands = features.commandsFor(catalogue)
  return createDispatch({
    platform: platform.name,
    storage: parts.storage,
    services: { clock, zone, catalogue, votes, sealed, seals, callsPerMinute, foresee },
    directory: directoryOf(platform, () => tenant.key),
    commands,
    actions: features.actions,
    votes: features.voteHandler,
    papers: features.paperHandler,
    views: features.views,
    chatChanges: features.chatChanges,
    incoming: features.incoming,
    help: features.helpIn(commands),
    log: parts.log,
    newReference: () => randomBytes(4).toString('hex'),
    isPassing,
    pause: (ms) => pause(ms),
  })
}
