import { provisionalWord, provisionalWords } from '../domain/calendar/provisional.ts'

/** A card's note, followed by the mark of a provisional year where one of its dates has it. */
export const markedNote = (note: string | undefined, provisional: boolean): { note?: string } => {
  const words = [note, provisional ? provisionalWords : ''].filter(Boolean).join('　')
  return words === '' ? {} : { note: words }
}

/** A date in a list, with the mark where its year is provisional: lists may run over the turn of a year. */
export const markedDate = (words: string, provisional: boolean): string =>
  provisional ? `${words}（${provisionalWord}）` : words
