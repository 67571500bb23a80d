import type { Certificate } from '../domain/voting/certificate.ts'
import { outcomeWords } from '../domain/voting/index.ts'
import { chairSentence } from '../domain/voting/near-tie-words.ts'
import type { Card } from './card.ts'
import { shortened, stampWords } from './wording.ts'

/** A decision with all that it can be recomputed from. The text in the fold is the certificate itself. */
export function certificateCard(certificate: Certificate, zone: string): Card {
  const { rule, verdict, roll, chain, chair, number, matter } = certificate
  return {
    title: shortened(`表决证书：${matter}`, 20),
    tone: 'info',
    subtitle: `${certificate.organisation.name}　${number}`,
    blocks: [
      { type: 'text', text: matter, size: 'heading' },
      { type: 'text', text: `结果：${outcomeWords[verdict.outcome]}` },
      { type: 'text', text: verdict.arithmetic },
      ...(chair
        ? [
            {
              type: 'text' as const,
              text: chairSentence({ chairDecision: chair.decision, chairReason: chair.reason }),
            },
          ]
        : []),
      { type: 'text', text: `依据：${verdict.article}`, size: 'small' },
      {
        type: 'facts',
        items: [
          { label: '需要', value: needWords(verdict) },
          { label: '规则', value: ruleWords(rule) },
          { label: '截止', value: stampWords(new Date(certificate.closed_at), zone) },
          {
            label: '名册',
            value: roll ? `${roll.as_of}，${roll.voters}人，散列值 ${roll.hash}` : '没有散列值',
          },
          { label: '链上位置', value: `第${chain.seq}条，${chain.hash}` },
          { label: '证书摘要', value: certificate.digest },
        ],
      },
    ],
    note: '证书文件随后私聊发送。任何人用 zhibu verify 证书文件 可以脱机核对：按所引规则重新计算，核对摘要和链上记录。',
    summary: `表决证书：${number}，${outcomeWords[verdict.outcome]}`,
  }
}

const needWords = ({ eligible, quorum_need: quorum, pass_need: pass }: Certificate['verdict']): string =>
  [`应到${eligible}人`, `到会至少${quorum}人`, ...(pass == null ? [] : [`赞成至少${pass}人`])].join('，')

const ruleWords = ({ id, version, region, region_version: pack, label }: Certificate['rule']): string =>
  `${label}（${id} 版本${version}）${region ? `，地区 ${region} 版本${pack ?? ''}` : ''}`
