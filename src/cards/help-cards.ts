import type { Block, Card } from './card.ts'

interface HelpLine {
  name: string
  summary: string
}

/** The help card: what this person may do here; what is needed most with its use, everything by subject. */
export function helpCard(help: {
  place: string
  often: HelpLine[]
  subjects: { title: string; commands: HelpLine[] }[]
  /** What was said and not understood; null when help was asked for. */
  unknown: string | null
}): Card {
  const first = help.subjects.find(({ title }) => title !== '其他')?.title ?? '帮助'
  const blocks: Block[] = []
  if (help.unknown !== null) blocks.push({ type: 'text', text: '没有识别出命令。您在这里可以使用：' })
  if (help.often.length > 0)
    blocks.push(
      { type: 'text', text: '常用', size: 'heading' },
      {
        type: 'facts',
        items: help.often.map(({ name, summary }) => ({ label: `/${name}`, value: summary })),
      },
      { type: 'text', text: '全部命令', size: 'heading' },
    )
  for (const { title, commands } of help.subjects)
    blocks.push({
      type: 'fold',
      title: `${title}（${commands.length}）`,
      text: commands.map(({ name, summary }) => `/${name}　${summary}`).join('\n'),
    })
  return {
    title: '支部助手可以帮您',
    tone: 'info',
    subtitle: help.place,
    blocks,
    note: `用法和例子：发送“/帮助 命令”，例如“/帮助 ${first}”。参数不全时会给出表单。`,
    summary: '支部助手的命令一览',
  }
}

/** Help for some commands: what they do and a whole example. */
export const commandHelpCard = (
  commands: { name: string; aliases: readonly string[]; summary: string; example: string }[],
): Card => ({
  title: '命令用法',
  tone: 'info',
  blocks: commands.flatMap((command): Block[] => [
    { type: 'text', text: `/${command.name}`, size: 'heading' },
    {
      type: 'facts',
      items: [
        { label: '用途', value: command.summary },
        { label: '写法', value: command.example },
        ...(command.aliases.length > 0 ? [{ label: '也可以说', value: command.aliases.join('、') }] : []),
      ],
    },
  ]),
  note: '群内请先 @支部助手。多项用“；”隔开，参数写成“名称=内容”。',
  summary: '命令用法',
})
