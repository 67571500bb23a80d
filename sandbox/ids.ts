import { randomBytes } from 'node:crypto'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

/** Makers of new ids in the shapes that the platform uses. */
export const newId = {
  message: (): string => `om_${hex(16)}`,
  chat: (): string => `oc_${hex(16)}`,
  open: (): string => `ou_${hex(16)}`,
  union: (): string => `on_${hex(16)}`,
  user: (): string => hex(4),
  event: (): string => hex(16),
  /** Token of a card callback. */
  cardToken: (): string => `c-${hex(20)}`,
  tenantToken: (): string => `t-${hex(20)}`,
  resource: (kind: 'file' | 'image'): string => `${kind === 'file' ? 'file' : 'img'}_v3_${hex(16)}`,
  log: (): string => hex(12),
}

/** Shapes of ids as they may stand in a path or a body. */
export const idShape = {
  message: /^om_[\w-]{1,64}$/,
  chat: /^oc_[\w-]{1,64}$/,
  open: /^ou_[\w-]{1,64}$/,
  union: /^on_[\w-]{1,64}$/,
  user: /^[\w-]{1,64}$/,
}
