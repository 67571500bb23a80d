import { localDate } from '../../domain/calendar/local-time.ts'
import { unionOf } from '../../domain/organisation/linked-rosters.ts'
import { may, type Permission, type Role, rolesFor } from '../../domain/organisation/permissions.ts'
import { rolesOfMember } from '../../domain/organisation/roles-of-member.ts'
import type { Organisation, OrganisationKind } from '../../domain/organisation/types.ts'
import { organisationWords } from '../../domain/organisation/words.ts'
import type { PersonIdentity, Unit } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { type Scope, scopeKinds } from '../../handlers/define/command.ts'
import type { Base, Ctx, Services } from '../../handlers/define/context.ts'

/** The part of a context that needs no person and no chat. */
export function baseOf(unit: Unit, services: Services): Base {
  return {
    unit,
    now: unit.now,
    today: localDate(unit.now, services.zone),
    zone: services.zone,
    catalogue: services.catalogue,
    seals: services.seals,
  }
}

/** Makes the context of one act: who, where, and what they may. Roles are read in this unit, never remembered. */
export async function contextOf(
  unit: Unit,
  services: Services,
  where: { platform: string; from: PersonIdentity[]; chat: { id: string | null; type: 'group' | 'private' } },
): Promise<Ctx> {
  const base = baseOf(unit, services)
  const member = await unit.rosters.memberOf(where.from)
  const organisation =
    where.chat.type === 'group' && where.chat.id
      ? await unit.organisations.ofChat(where.platform, where.chat.id)
      : null
  const rolesIn = (organisationId: string) =>
    rolesOfMember(unit, base.today, member?.id ?? null, organisationId)
  return {
    ...base,
    platform: where.platform,
    callsPerMinute: services.callsPerMinute,
    actor: { member, identities: where.from },
    chat: { ...where.chat, organisation },
    me() {
      if (!member) throw new Refusal('permission/not-on-roster', { organisation: organisation?.name ?? '' })
      return member
    },
    rolesIn,
    async allow(permission: Permission, organisationId: string, self = false) {
      const roles = await rolesIn(organisationId)
      if (self) roles.add('self')
      if (!may(roles, permission)) throw await denied(unit, permission, organisationId, roles)
      return roles
    },
  }
}

async function denied(
  unit: Unit,
  permission: Permission,
  organisationId: string,
  roles: ReadonlySet<Role>,
): Promise<Refusal> {
  const organisation = await unit.organisations.get(organisationId)
  const needed = rolesFor(permission, organisation?.kind)
  return needed.includes('member') && !roles.has('member')
    ? new Refusal('permission/not-on-roster', { organisation: organisation?.name ?? '' })
    : new Refusal('permission/denied', { roles: needed })
}

/** The organisation that a command of this scope works on; `union-first`: the union of the branch where it is said. */
export async function organisationOf(ctx: Ctx, scope: Exclude<Scope, 'none'>): Promise<Organisation> {
  const said = await saidIn(ctx, scope)
  return scope === 'union-first' ? unionOf(ctx.unit, said) : said
}

async function saidIn(ctx: Ctx, scope: Exclude<Scope, 'none'>): Promise<Organisation> {
  const kinds: readonly OrganisationKind[] = scopeKinds[scope]
  if (ctx.chat.type === 'group') {
    const found = ctx.chat.organisation
    if (!found) throw new Refusal('organisation/chat-not-bound', {})
    if (!kinds.includes(found.kind))
      throw new Refusal('organisation/wrong-kind', {
        expected: kinds.map((kind) => organisationWords[kind]).join('或'),
        found: organisationWords[found.kind],
      })
    return found
  }
  // A form that was opened for an organisation is filled in for it.
  const given = ctx.chat.organisation
  if (given && kinds.includes(given.kind)) return given
  if (!ctx.actor.member) throw new Refusal('organisation/none', {})
  const all = await ctx.unit.organisations.ofMember(ctx.actor.member.id, ctx.today)
  const fitting = all.filter((one) => kinds.includes(one.kind))
  // Nearly everybody in a branch is in its union, too: what is said in private is meant for the branch.
  const branches = fitting.filter((one) => one.kind !== 'union')
  const [only, ...others] = branches.length > 0 ? branches : fitting
  if (!only) throw new Refusal('organisation/none', {})
  if (others.length > 0)
    throw new Refusal('organisation/several', { names: [only, ...others].map((one) => one.name) })
  return only
}
