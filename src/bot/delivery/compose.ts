import type { ClaimedMessage, MessagePart, Recipient } from '../../domain/ports/index.ts'
import type { MentionNames, Target } from '../platform.ts'
import type { CarriedOn } from './earlier-today.ts'
import { faceOf, markedFace, mentionsOf } from './faces.ts'
import { latestOfEachMatter } from './matters.ts'
import type { Face, SenderOptions } from './options.ts'

/** A part with what it shows. */
interface Said extends Face {
  part: MessagePart
}

/** A claimed message as it would leave now. */
export interface Composed {
  /** The parts that say something. */
  said: Said[]
  silent: { part: MessagePart; reason: string | undefined }[]
  /** Null when nothing is left to say. */
  face: Face | null
  target: Target | null
  names: MentionNames | null
  earlier: CarriedOn | null
}

/** Where a recipient is on the platform; null for a person without an account there. */
export async function targetOf(
  { identityOf }: Pick<SenderOptions, 'identityOf'>,
  recipient: Recipient,
): Promise<Target | null> {
  if ('chatId' in recipient) return recipient
  const identity = await identityOf(recipient.memberId)
  return identity && { identity }
}

/** Renders a message from the rows as they are now; `earlierOf` answers what its card carries on besides. */
export async function compose(
  options: SenderOptions,
  { parts, recipient }: ClaimedMessage,
  earlierOf: (said: readonly MessagePart[]) => Promise<CarriedOn | null>,
): Promise<Composed> {
  const said: Said[] = []
  const silent: Composed['silent'] = []
  const latest = latestOfEachMatter(parts)
  for (const part of parts) {
    const rendered = latest.has(part)
      ? await options.render(part.content, recipient)
      : { silent: 'superseded' }
    if (rendered && 'card' in rendered) said.push({ part, ...markedFace(options, rendered, part) })
    else silent.push({ part, reason: rendered?.silent })
  }
  const earlier = said.length > 0 ? await earlierOf(said.map(({ part }) => part)) : null
  const face = faceOf(said, earlier?.cards)
  return {
    said,
    silent,
    face,
    target: face && (await targetOf(options, recipient)),
    names: face && (await mentionsOf(face.card, options.identityOf)),
    earlier,
  }
}
