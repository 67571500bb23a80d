import { z } from 'zod'
import type { Identity } from '../platform.ts'
import { text } from './envelope.ts'

/** An id that the platform may leave out or empty, for want of a permission. */
export const maybeId = z
  .string()
  .regex(/^[\w.:-]{0,128}$/)
  .nullish()
  .transform((value) => value || undefined)

const kinds = ['open_id', 'union_id', 'user_id'] as const

/** The platform's three ids of a person as identities, open id first; those without permission are missing. */
export const identities = z
  .object({ open_id: maybeId, union_id: maybeId, user_id: maybeId })
  .transform((ids): Identity[] =>
    kinds.flatMap((kind) => (ids[kind] ? [{ platform: 'feishu' as const, kind, value: ids[kind] }] : [])),
  )

/** A person's name; empty when the permission is missing. */
export const personName = text(200).catch('')
