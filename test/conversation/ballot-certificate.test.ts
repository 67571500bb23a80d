import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/db/stores/audit-chain.ts'
import { type Certificate, certificateDigest } from '../../src/domain/voting/certificate.ts'
import { zhibu } from '../cli/run-zhibu.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'

describe('the certificate of a decision', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (text: string, who = '张伟') => bot.says(who, branch, text)
  /** The last file that somebody was sent. */
  const fileOf = (who: string) => {
    const sent = bot.messages(who).findLast((one) => one.resource)
    if (!sent) throw new Error(`${who} was sent no file`)
    const { name, bytes } = bot.fileOf(sent)
    return { name, text: Buffer.from(bytes).toString() }
  }
  const vote = async (card: Awaited<ReturnType<typeof says>>, yes: string[], no: string[] = []) => {
    for (const one of yes) await bot.clicks(one, card, '赞成')
    for (const one of no) await bot.clicks(one, card, '反对')
    return says('/表决 截止')
  }

  it('is refused while the vote is open, and holds outside afterwards', async () => {
    await bot.bindBranch(people)
    const card = await says('/表决 发起 通过2027年工作计划 回避=周八')
    expect(textOf(card)).toContain('应到会有表决权党员5人')
    expect((await bot.clicks('周八', card, '赞成')).toast).toBe('您不在本次表决名册中。')
    expect(textOf(await says('/表决 证书 B2026-001'))).toContain('还在表决，截止后才能出具证书')
    await vote(card, ['张伟', '李四', '王五'], ['赵六'])

    const issued = await says('/表决 证书 B2026-001', '李四')
    expect(issued.chatId).not.toBe(card.chatId)
    const shown = textOf(issued)
    expect(shown).toContain('赞成3人＞5人的半数（至少3人），通过')
    expect(shown).toContain('branch_general_resolution 版本1')
    expect(shown).toContain('应到5人，到会至少3人，赞成至少3人')
    const { name, text } = fileOf('李四')
    expect(name).toBe('表决证书 B2026-001.json')
    expect(bot.messages('张伟').filter((one) => one.resource)).toEqual([])
    const file = join(bot.dataDir, 'certificate.json')
    writeFileSync(file, text)
    const { code, lines } = await zhibu(['verify', file])
    expect([code, JSON.parse(lines[0] ?? '')]).toMatchObject([0, { valid: true, number: 'B2026-001' }])
    const certificate = JSON.parse(text) as Certificate
    expect(certificate.roll).toMatchObject({ as_of: '2026-11-22', voters: 5, recused: 1 })
    expect(certificate.figures).toMatchObject({ votes: { yes: 3, no: 1, abstain: 0 }, present: 4 })
    expect(text).not.toMatch(/张伟|李四|王五/)
    const [entry] = await bot.db.sql<{ hash: string }[]>`
      select hash from audit where action = 'ballot.close' order by seq desc limit 1`
    expect(certificate.chain.hash).toBe(entry?.hash)
  })

  it('waits for the chair after a near tie, and then carries the choice', async () => {
    const card = await says('/表决 发起 支部活动室改造 重要=是')
    const told = await vote(card, ['张伟', '李四', '王五', '赵六'], ['孙七', '周八', '王五'])
    expect(textOf(told)).toContain('请主持人选择')
    expect(textOf(await says('/表决 证书'))).toContain('请主持人先在表决结果的卡片上作出选择')
    await bot.clicks('张伟', told, '暂缓，下次再表决', { reason: '预算还要核实' })
    expect(textOf(await says('/表决 凭证'))).toContain('主持人选择：暂缓，下次再表决。理由：预算还要核实')
    const { text } = fileOf('张伟')
    const certificate = JSON.parse(text) as Certificate
    expect(certificate.verdict.outcome).toBe('deferred')
    expect(certificate.chair).toEqual({ decision: 'defer', reason: '预算还要核实' })
    const checked = await zhibu(['verify'], [text])
    expect([checked.code, checked.lines[0]]).toEqual([
      0,
      expect.stringContaining('主持人的选择和理由与链上记录一致'),
    ])
    // Somebody puts another reason in, and makes the digest anew.
    const forged = { ...certificate, chair: { decision: 'defer', reason: '领导要求' } }
    const sealed = { ...forged, digest: certificateDigest(forged as Certificate, sha256) }
    const found = await zhibu(['verify'], [JSON.stringify(sealed)])
    expect([found.code, found.lines[0]]).toEqual([1, expect.stringContaining('与链上记录不一致')])
  })

  it('links the vote that a deferred matter comes back to', async () => {
    await vote(await says('/表决 发起 支部活动室改造'), people)
    const rows = await bot.db.sql<{ number: string; previous_why: string | null; earlier: string | null }[]>`
      select b.number, b.previous_why, p.number as earlier from ballot b left join ballot p on p.id = b.previous_id
      order by b.number`
    expect(rows).toEqual([
      { number: 'B2026-001', previous_why: null, earlier: null },
      { number: 'B2026-002', previous_why: null, earlier: null },
      { number: 'B2026-003', previous_why: 'deferred', earlier: 'B2026-002' },
    ])
  })

  it('asks the superior for a ruling when the chair escalates', async () => {
    const card = await says('/表决 发起 支部制度修订 重要=是')
    const told = await vote(card, ['张伟', '李四', '王五'], ['赵六', '孙七', '周八'])
    expect((await bot.clicks('张伟', told, '报告上级，请求裁决', { reason: '分歧较大' })).toast).toBe(
      '已记录：报告上级，请求裁决，已提交请示 Q2026-001',
    )
    const asked = textOf(bot.latest('局党委工作群', '请求裁决“支部制度修订”'))
    expect(asked).toContain(
      '赞成与反对人数接近，主持人选择：报告上级，请求裁决。理由：分歧较大。依照党章第十七条，现将争论情况报告上级，请求裁决',
    )
    expect(asked).not.toMatch(/赵六|孙七/)
    expect(textOf(bot.fresh(told))).toContain('报告上级')
  })

  it('refuses the recusal of somebody without a vote, and no ballot is opened', async () => {
    await says('/党员 状态 孙七 预备党员')
    expect(textOf(await says('/表决 发起 通过计划 回避=孙七、李四'))).toContain(
      '孙七在本次表决中没有表决权，不需要回避',
    )
    expect(textOf(await says('/表决 结果'))).toContain('B2026-004')
  })
})
