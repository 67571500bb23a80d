const periodStages: Readonly<Record<string, string>> = {
  period_start: '期初',
  window_start: '进入通常安排的季度',
  mid: '月中',
  t30: '期末前30天',
  t14: '期末前14天',
  t7: '期末前7天',
  last: '最后一个工作日',
  overdue: '逾期',
  escalate: '已告知上级',
  warn: '将告知上级',
  again: '稍后提醒',
}

const units: Readonly<Record<string, string>> = { d: '天', wd: '个工作日', h: '小时' }

/** A stage in words: `t7` → 期末前7天, `T-2h` → 会前2小时, `due+1wd` → 逾期1个工作日. */
export function stageWords(stage: string): string {
  const [name = ''] = stage.split('@')
  const known = Object.hasOwn(periodStages, name) ? periodStages[name] : undefined
  if (known) return known
  if (name === 'due') return '期限当天'
  const parts = /^(T|due)([+-])(\d+)(d|wd|h)$/.exec(name)
  if (!parts) return name
  const [, anchor, sign, amount, unit = ''] = parts
  const length = `${amount}${units[unit] ?? unit}`
  if (anchor === 'T') return sign === '-' ? `会前${length}` : `会后${length}`
  return sign === '-' ? `期限前${length}` : `逾期${length}`
}
