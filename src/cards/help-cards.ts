import type { Block, Card } from './card.ts'

/** The help card: what this person may do here, by subject. */
export function helpCard(help: {
  place: string
  groups: { title: string; commands: { name: string; summary: string; example: string }[] }[]
  /** What was said and not understood; null when help was asked for. */
  unknown: string | null
}): Card {
  const blocks: Block[] = []
  if (help.unknown !== null) blocks.push({ type: 'text', text: '没有识别出命令。您在这里可以使用：' })
  for (const group of help.groups)
    blocks.push(
      { type: 'text', text: group.title, size: 'heading' },
      {
        type: 'facts',
        items: group.commands.map((command) => ({ label: `/${command.name}`, value: command.summary })),
      },
    )
  return {
    title: '支部助手可以帮您',
    tone: 'info',
    subtitle: help.place,
    blocks,
    note: '写法举例：发送 /帮助 命令名，例如 /帮助 会议。参数不全时会给出表单。',
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
