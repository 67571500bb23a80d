/** The loaded rules, as far as they tell one answer from another. */
interface Rules {
  cadences: object
  /** One that learns of years says which edition it is. */
  calendar: object & { readonly edition?: number }
  zone: string
}

/**
 * Remembers the latest answer to a question that only depends on the loaded rules and a key (a local day): ticks ask the
 * same every minute. Rules that were loaded anew are another question.
 */
export function remembered<T>(): (policy: Rules, key: string, ask: () => T) => T {
  const answers = new WeakMap<object, { calendar: object; key: string; answer: T }>()
  return (policy, key, ask) => {
    const whole = `${policy.zone}|${policy.calendar.edition ?? 0}|${key}`
    const known = answers.get(policy.cadences)
    if (known && known.calendar === policy.calendar && known.key === whole) return known.answer
    const answer = ask()
    answers.set(policy.cadences, { calendar: policy.calendar, key: whole, answer })
    return answer
  }
}
