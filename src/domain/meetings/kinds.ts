import { periodWords } from '../calendar/period-words.ts'

/** What people call the kinds of meetings, and the obligation each fulfils. The process stands in the obligation's row. */
export const meetingWords = {
  党员大会: 'general_meeting',
  支部党员大会: 'general_meeting',
  支委会: 'committee_meeting',
  支部委员会会议: 'committee_meeting',
  党小组会: 'group_meeting',
  组织生活会: 'organizational_life_meeting',
  民主生活会: 'democratic_life_meeting',
  党课: 'party_lecture',
  职工大会: 'staff_assembly',
} as const

/** What can be recorded as held: the meetings, and what is held without being arranged here. */
export const heldWords = {
  ...meetingWords,
  主题党日: 'theme_party_day',
  民主评议党员: 'member_evaluation',
  民主评议: 'member_evaluation',
} as const

/** Duties that are registered person by person. */
export const registerWords = {
  谈心谈话: 'heart_to_heart',
  谈心: 'heart_to_heart',
  党费收缴: 'party_dues',
  党费: 'party_dues',
} as const

/** What people call all duties that return, meetings and others (the optional ones of the data). */
export const dutyNames = { ...heldWords, ...registerWords } as const

/** The word for an obligation's meeting on cards. */
export const meetingWord = (kind: string): string =>
  Object.entries(dutyNames).find(([, value]) => value === kind)?.[0] ?? kind

/** The forms in which an organisational-life meeting is held (支部工作条例第十七条). */
export const meetingForms = {
  党员大会: 'general_meeting',
  支部党员大会: 'general_meeting',
  支委会: 'committee_meeting',
  党小组会: 'group_meeting',
} as const

/** What else names a meeting. */
interface TitleParts {
  /** Name of the group that meets. */
  group?: string | undefined
  /** Kind in whose form it is held. */
  form?: string | undefined
  /** Label of the earlier period that it serves. */
  serves?: string | null | undefined
}

/** What a meeting's case is called: group, kind and local date, form and the period that it serves. */
export function meetingTitle(kind: string, date: string, { group, form, serves }: TitleParts = {}): string {
  const more = [
    date,
    ...(form === undefined || form === kind ? [] : [`以${meetingWord(form)}形式`]),
    ...(serves ? [`补开${periodWords(serves)}`] : []),
  ]
  return `${group === undefined ? '' : `${group} `}${meetingWord(kind)}（${more.join('，')}）`
}
