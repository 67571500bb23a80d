import { expect, it } from 'vitest'
import { titleLines } from '../../src/papers/office/title-lines.ts'

it.each([
  ['关于召开机关第一党支部党员大会的通知', ['关于召开机关第一党支部党员大会的通知']],
  [
    '机关第一党支部党员大会关于通过2027年工作计划的决议',
    ['机关第一党支部党员大会', '关于通过2027年工作计划的决议'],
  ],
  [
    '关于召开机关第一党支部2026年度民主生活会有关事项的请示',
    ['关于召开机关第一党支部2026年度', '民主生活会有关事项的请示'],
  ],
])('breaks %s between words, in lines of about the same length', (title, lines) => {
  expect(titleLines(title)).toEqual(lines)
})
