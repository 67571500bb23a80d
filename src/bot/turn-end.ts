let coming: Promise<void> | null = null

/**
 * Resolves at the end of this turn of the event loop. What is awaited in one turn goes on together: answers that leave in
 * one burst wake a proxy beside us once, where each by itself costs a wake-up of its own (about a quarter of a webhook
 * request). A lonely answer loses some microseconds.
 */
export function turnEnd(): Promise<void> {
  coming ??= new Promise((resolve) => {
    setImmediate(() => {
      coming = null
      resolve()
    })
  })
  return coming
}
