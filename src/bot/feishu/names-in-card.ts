/**
 * Names of inputs and buttons: the platform wants each of them once in a card, while two forms of ours may both
 * have a field `comment`. The second one is called `2~comment`, and {@link fieldOfName} takes the mark off again.
 */
export interface NamesInCard {
  /** The name of a form's field. */
  field(id: string): string
  /** A name for a form or button; nobody reads it back. */
  own(wanted: string): string
}

/** Starts the names of one card. */
export function namesInCard(): NamesInCard {
  const taken = new Set<string>()
  const first = (candidates: (n: number) => string): string => {
    for (let n = 1; ; n++) {
      const name = candidates(n)
      if (taken.has(name)) continue
      taken.add(name)
      return name
    }
  }
  return {
    field: (id) => first((n) => (n === 1 ? id : `${n}~${id}`)),
    own: (wanted) => first((n) => (n === 1 ? wanted : `${wanted}__${n}`)),
  }
}

/** The field id behind a submitted name. */
export const fieldOfName = (name: string): string => name.replace(/^\d+~/, '')
