import type { Limits } from '../platform.ts'

const day = 24 * 60 * 60 * 1000

/**
 * What the platform takes, measured against its documentation of 2026; the platform's own settings can change,
 * so every number stands here and nowhere else. `cardBytes` is the size of the request that carries the card.
 */
export const feishuLimits: Limits = {
  cardBytes: 30_000,
  cardElements: 200,
  cardLifeMs: 14 * day,
  ackMs: 3000,
  perMinute: 1000,
  perSecond: 50,
  perChatPerSecond: 5,
  perCardPerSecond: 5,
  idempotencyMs: 60 * 60 * 1000,
  fileBytes: 30 * 1024 * 1024,
}

/** What a single part of a card takes. Lengths are in UTF-16 units where the platform counts, else in graphemes. */
export const partLimits = {
  title: 120,
  subtitle: 120,
  tags: 3,
  tagText: 24,
  summary: 150,
  note: 400,
  buttonText: 40,
  confirmTitle: 60,
  confirmText: 300,
  label: 60,
  placeholder: 100,
  optionText: 80,
  inputLength: 1000,
  buttonsInARow: 6,
  columns: 50,
  columnLabel: 40,
  cell: 200,
  pageSize: 10,
  /** The documentation says five; cards with more than three were refused in practice. */
  tables: 3,
  charts: 5,
  chartLabel: 24,
  blocks: 150,
  idempotencyKey: 50,
  fileName: 200,
} as const

/** The largest webhook body that is read, in bytes. */
export const webhookBodyLimit = 64 * 1024

/** How far a signature's timestamp may lie from the system's time, in seconds, both ways. */
export const signatureWindowSeconds = 300
