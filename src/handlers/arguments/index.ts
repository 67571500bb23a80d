/** The kinds of parameters that commands are made of. A new kind is one file and one line. */
export { caseNumber } from './case-number.ts'
export { choice } from './choice.ts'
export { list } from './list.ts'
export { member, members } from './member.ts'
export { wholeNumber } from './number.ts'
export { period } from './period.ts'
export { longText, text } from './text.ts'
export { dateOnly, dateTime } from './time.ts'
