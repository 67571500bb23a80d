import type { Feature } from '../define/feature.ts'
import { recordEffect, replyToSuggestion, reviewSuggestion } from './answer.ts'
import {
  clickRate,
  listSuggestions,
  rateSuggestion,
  showSuggestion,
  suggestionForAuthor,
  suggestionForWork,
  suggestionsOfReader,
} from './show.ts'
import { submitSuggestion } from './submit.ts'

/** Suggestions of staff: review, answer, effect, rating. */
export const suggestionsFeature: Feature = {
  commands: [
    submitSuggestion,
    reviewSuggestion,
    replyToSuggestion,
    recordEffect,
    rateSuggestion,
    showSuggestion,
    listSuggestions,
  ],
  actions: [clickRate],
  views: [suggestionForWork, suggestionForAuthor, suggestionsOfReader],
}
