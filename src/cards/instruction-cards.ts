import { secrecies } from '../domain/instructions/secrecy.ts'
import { instructionStateWords, titleOf } from '../domain/instructions/states.ts'
import type { Instruction } from '../domain/ports/index.ts'
import type { Card, Tag } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, shortened } from './wording.ts'

const tag = ({ state }: Instruction): Tag => ({
  text: instructionStateWords[state],
  tone: state === 'reported' ? 'success' : 'info',
})

/** An instruction as it was registered; of a classified one number and dates only. */
export const instructionCard = (
  one: Instruction,
  reports: readonly string[],
  provisional: boolean,
): Card => ({
  title: shortened(`上级指示：${titleOf(one)}`, 40),
  tone: one.state === 'reported' ? 'success' : 'info',
  subtitle: one.number,
  tags: [tag(one)],
  blocks: [
    {
      type: 'facts',
      items: [
        ...(one.issuer ? [{ label: '来文单位', value: one.issuer }] : []),
        ...(one.documentNumber ? [{ label: '文号', value: one.documentNumber }] : []),
        { label: '密级', value: secrecies[one.secrecy].label },
        { label: '收到', value: dateWords(one.receivedOn) },
        ...(one.dueOn ? [{ label: '办结期限', value: dateWords(one.dueOn) }] : []),
        ...(one.execution ? [{ label: '落实情况', value: one.execution }] : []),
        ...(reports.length > 0 ? [{ label: '报告', value: reports.join('、') }] : []),
      ],
    },
    ...(one.classified
      ? [
          {
            type: 'text' as const,
            text: '涉密文件只登记编号和日期，标题和内容没有保存。请撤回刚才含有涉密内容的消息，按保密规定办理。',
          },
        ]
      : []),
  ],
  ...markedNote(
    one.state === 'registered'
      ? `落实后发送：/上级指示 落实 ${one.number} 情况=…`
      : one.classified
        ? '已登记完成，请按保密规定向上级报告。'
        : one.state === 'executed'
          ? `报告上级：/报告 新建 落实情况 指示=${one.number}`
          : '已向上级报告落实情况。',
    provisional && one.state !== 'reported',
  ),
  summary: `上级指示 ${one.number}：${instructionStateWords[one.state]}`,
})

/** The register of instructions, the latest first. */
export const instructionListCard = (
  branch: string,
  all: readonly Instruction[],
  today: string,
  provisional: boolean,
): Card => ({
  title: `${branch}的上级指示`,
  tone: 'info',
  tags: [{ text: `${all.length}件`, tone: 'neutral' }],
  blocks:
    all.length === 0
      ? [{ type: 'text', text: '还没有登记。可以发送：/上级指示 登记 标题 文号= 办结=' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              { key: 'title', label: '标题' },
              { key: 'due', label: '办结期限' },
              { key: 'state', label: '状态' },
            ],
            rows: all.map((one) => ({
              number: one.number,
              title: shortened(titleOf(one), 30),
              due: one.dueOn ?? '—',
              state:
                one.state !== 'reported' && one.dueOn !== null && one.dueOn < today
                  ? { text: '逾期', tone: 'danger' }
                  : tag(one),
            })),
            pageSize: 10,
          },
        ],
  ...markedNote(undefined, provisional),
  summary: `${branch}的上级指示，共${all.length}件`,
})
