/** The words of each refusal: why, and what to do. A refusal without words does not compile. */
export type Replies<R> = { [C in keyof R]: (facts: R[C]) => string }
