import { certificateCard } from '../../cards/certificate-card.ts'
import { issueCertificate } from '../../domain/voting/issue-certificate.ts'
import { caseNumber } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { ballotToShow } from './named-ballot.ts'

/** `/表决 证书 B2026-001`: what anybody can recompute the decision from, in private: its text is long and for filing. */
export const ballotCertificate = defineCommand({
  name: '表决 证书',
  aliases: ['表决证书', '表决 凭证', '表决凭证'],
  summary: '出具表决证书文件，可以脱机核对；仅私聊发送',
  example: '/表决 证书 B2026-001',
  permission: 'ballot.show',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'B' }))) },
  async run({ number }, ctx, { organisation }) {
    const ballot = await ballotToShow(ctx, organisation.id, number)
    const certificate = await issueCertificate(ctx, ballot, { memberId: ctx.me().id, platform: ctx.platform })
    return { card: certificateCard(certificate, ctx.zone), privately: true }
  },
})
