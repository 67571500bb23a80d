import { z } from 'zod'
import type { Identity } from '../platform.ts'
import { text } from './envelope.ts'
import { emptyOrIdShape, identityKinds } from './usual-shapes.ts'

const emptyOrId = z.string().regex(emptyOrIdShape).nullish()

/** An id that the platform may leave out or empty, for want of a permission. */
export const maybeId = emptyOrId.transform((value) => value || undefined)

/** The platform's three ids of a person as identities, open id first; those without permission are missing. */
export const identities = z
  .object({ open_id: emptyOrId, union_id: emptyOrId, user_id: emptyOrId })
  .transform((ids): Identity[] =>
    identityKinds.flatMap((kind) =>
      ids[kind] ? [{ platform: 'feishu' as const, kind, value: ids[kind] }] : [],
    ),
  )

/** A person's name; empty when the permission is missing. */
export const personName = text(200).catch('')
