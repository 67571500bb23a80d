/**
 * Something that the person who runs the service must mend: the message is a whole sentence that says
 * what is wrong and what to do. It never contains a password. Print the message, not the stack.
 */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault'
}

/** The system's error code (`ENOENT`) or PostgreSQL's SQLSTATE (`28P01`) of anything that was thrown. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
