import type { Database } from '../db/open.ts'
import { openText, sealText } from '../sealing/hpke.ts'
import type { KeyStore } from '../sealing/key-store.ts'
import type { Finding } from './findings.ts'

interface SealedBallot {
  id: string
  number: string
  status: string
  sealKey: string
  destroyed: boolean
  overdue: boolean
}

const subject = '无记名表决的私钥'

/** A key that should be gone is destroyed within so long after its day. */
const graceHours = 24

/**
 * The keys of secret ballots: those of open ballots and of the time for objections are here and fit, destroyed ones are gone.
 * A key is tried by sealing and opening a text of our own; no vote is opened.
 */
export async function examineKeys(
  { sql }: Pick<Database, 'sql'>,
  keys: KeyStore,
  now: Date,
): Promise<Finding[]> {
  const ballots = await sql<SealedBallot[]>`
    select id, number, status, seal_key as "sealKey", key_destroyed_at is not null as destroyed,
      coalesce(key_destroy_at < ${now}::timestamptz - make_interval(hours => ${graceHours}), false) as overdue
    from ballot where seal_key is not null order by opened_at, id`
  const findings: Finding[] = []
  let right = 0
  for (const ballot of ballots) {
    const found = await examineKey(ballot, keys)
    if (found) findings.push(found)
    else right += 1
  }
  const all = `${right} 个表决的私钥状态正确（进行中和异议期内的可用，已销毁的不存在）`
  return right > 0 || findings.length === 0
    ? [{ level: 'ok', subject, sentence: ballots.length === 0 ? '没有无记名电子表决' : all }, ...findings]
    : findings
}

async function examineKey(
  { id, number, status, sealKey, destroyed, overdue }: SealedBallot,
  keys: KeyStore,
): Promise<Finding | null> {
  const key = await readKey(keys, id)
  if (key instanceof Error)
    return fault(`${number} 的私钥不能读取：${key.message}`, '请检查 DATA_DIR/keys 的权限，或 KEY_COMMAND')
  if (destroyed)
    return key === null
      ? null
      : fault(`${number} 的私钥已登记销毁，但仍然存在`, `请删除它（${id}），并检查备份中是否也有`)
  if (key === null)
    return status === 'open'
      ? fault(
          `${number} 正在表决，这里没有它的私钥，截止时不能开票`,
          '请在发起表决的那台机器上运行，或把私钥放回 DATA_DIR/keys',
        )
      : hint(`${number} 在异议期内，这里没有它的私钥，不能复核`, '私钥可能在另一台机器上')
  if (!(await fits(sealKey, key, id)))
    return fault(`${number} 的私钥与公钥不符，不能开票`, '请从备份中找回正确的私钥')
  return overdue
    ? hint(`${number} 的异议期已过，私钥还没有销毁`, '服务运行时会自动销毁，请确认服务在运行')
    : null
}

const fault = (sentence: string, mend: string): Finding => ({ level: 'fault', subject, sentence, mend })
const hint = (sentence: string, mend: string): Finding => ({ level: 'hint', subject, sentence, mend })

/** The key, null where there is none; the error where it cannot be read is what the operator has to know. */
const readKey = (keys: KeyStore, id: string): Promise<string | null | Error> =>
  keys.read(id).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))

async function fits(publicKey: string, privateKey: string, id: string): Promise<boolean> {
  const trial = `zhibu doctor ${id}`
  try {
    return (await openText(privateKey, await sealText(publicKey, trial, id), id)) === trial
  } catch {
    // Whatever is wrong with the key, it opens nothing.
    return false
  }
}
