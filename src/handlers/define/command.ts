import type { Card } from '../../cards/card.ts'
import { type Permission, permissions, type Role } from '../../domain/organisation/permissions.ts'
import type { Organisation, OrganisationKind } from '../../domain/organisation/types.ts'
import type { Arg, ArgValues } from './argument.ts'
import type { Ctx, Directory } from './context.ts'

/** What a command answers: a card as it is, or a view that stays alive. */
export type Reply = ({ card: Card } | { view: string; ref: string }) & {
  /** To the person alone, also when asked in a group (restricted matters). */
  privately?: boolean
  /** The card is a form that asks for what is missing: nothing was done yet. */
  incomplete?: boolean
}

/**
 * The organisation a command works on: the chat's, or in a private chat the person's only one. `branch-or-union`: what
 * holds meetings and does work of its own.
 */
export type Scope =
  | 'branch'
  | 'union'
  | 'branch-or-union'
  | 'union-first'
  | 'superior'
  | 'organisation'
  | 'none'

/** Kinds of organisations that a scope takes. */
export const scopeKinds = {
  branch: ['branch'],
  union: ['union'],
  'branch-or-union': ['branch', 'union'],
  'union-first': ['branch', 'union'],
  superior: ['superior'],
  organisation: ['branch', 'union', 'superior'],
} as const satisfies Record<Exclude<Scope, 'none'>, readonly OrganisationKind[]>

/** Whether a command of a scope can be given in the group of an organisation of a kind. */
export const worksIn = (scope: Scope, kind: OrganisationKind): boolean => {
  const kinds: readonly OrganisationKind[] = scope === 'none' ? [kind] : scopeKinds[scope]
  return kinds.includes(kind)
}

/** A command as its handler defines it. */
export interface CommandDefinition<A extends Record<string, Arg<unknown>>, S extends Scope, L> {
  /** Its verb, e.g. `会议 新建`. */
  name: string
  aliases?: readonly string[]
  /** One line of help. */
  summary: string
  /** A whole command that works as it stands. */
  example: string
  permission: Permission
  scope: S
  /** About a restricted matter: nothing of it is read or answered in a group, where it opens its form in private. */
  privateOnly?: boolean
  args: A
  /**
   * Where the permission also goes to the person whom the matter concerns: the parameter that names that matter, or null
   * where it concerns nobody of its own. Left out: any of the command's matters may be the person's own.
   */
  ownBy?: (keyof A & string) | null
  /** Looks something up on the platform before the unit begins; its result comes back as `looked`. */
  look?: (directory: Directory, chat: { id: string | null; type: 'group' | 'private' }) => Promise<L>
  run(
    args: ArgValues<A>,
    ctx: Ctx,
    scope: { organisation: S extends 'none' ? null : Organisation; looked: L },
  ): Promise<Reply>
}

/** A command with its types closed over: what dispatch works with. */
export interface Command {
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly example: string
  readonly permission: Permission
  /**
   * Whether the permission may also go to the person whom the matter concerns, by what was given so far: then the handler
   * asks again.
   */
  readonly selfMay: (given: Readonly<Record<string, string>>) => boolean
  readonly scope: Scope
  readonly privateOnly: boolean
  readonly args: Record<string, Arg<unknown>>
  readonly look:
    | ((directory: Directory, chat: { id: string | null; type: 'group' | 'private' }) => Promise<unknown>)
    | null
  run(
    args: Record<string, unknown>,
    ctx: Ctx,
    scope: { organisation: Organisation | null; looked: unknown },
  ): Promise<Reply>
}

/** Defines a command: its words, its parameters, who may, and what it does. It never sends. */
export function defineCommand<A extends Record<string, Arg<unknown>>, S extends Scope, L = undefined>(
  definition: CommandDefinition<A, S, L>,
): Command {
  const { ownBy } = definition
  const ownMay = ownBy !== null && (permissions[definition.permission] as readonly Role[]).includes('self')
  return {
    name: definition.name,
    aliases: definition.aliases ?? [],
    summary: definition.summary,
    example: definition.example,
    permission: definition.permission,
    selfMay: (given) => ownMay && (!ownBy || ownBy in given),
    scope: definition.scope,
    privateOnly: definition.privateOnly ?? false,
    args: definition.args,
    look: definition.look ?? null,
    // The reader fills `args` by this very definition and dispatch resolves `scope` by it: the casts restate that.
    run: (args, ctx, scope) =>
      definition.run(args as ArgValues<A>, ctx, scope as Parameters<typeof definition.run>[2]),
  }
}
