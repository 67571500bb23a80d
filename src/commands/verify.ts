import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { verifyCertificate } from '../domain/voting/verify-certificate.ts'
import { verifyArchive } from '../papers/archive/verify-archive.ts'
import { loadTemplates } from '../templates.ts'
import { type Command, CommandFault, type Terminal } from './command.ts'
import { parseJson } from './json-lines.ts'

const sha256 = (given: string): string => createHash('sha256').update(given).digest('hex')
const entryHash = (prev: string, body: string): string =>
  createHash('sha256').update(Uint8Array.of(1)).update(Buffer.from(prev, 'hex')).update(body).digest('hex')

/**
 * Checks archives (`.zip`, every file against its manifest) and certificates of decisions without a database: one JSON in a
 * file or on standard input, or one a line. Answers a line each with what was checked, what was found and what no certificate can prove. 1 = one is none, or is contradicted.
 */
export const verify: Command = async (args, { stdin, stdout, env }) => {
  const [file, ...more] = args
  if (more.length > 0)
    throw new CommandFault(`不认识的参数：${more.join(' ')}。用法：zhibu verify [证书.json｜归档.zip]`)
  if (file?.endsWith('.zip')) return verifyZip(file, stdout)
  const given = file === undefined || file === '-' ? await text(stdin) : contentOf(file)
  const { ruleHistory } = loadTemplates({ extraDir: env.TEMPLATES_DIR || undefined })
  let code = 0
  for (const one of certificatesIn(given)) {
    const answer =
      'value' in one ? verifyCertificate(one.value, { digest: sha256, entryHash, ruleHistory }) : one
    if (!('valid' in answer && answer.valid)) code = 1
    stdout.write(`${JSON.stringify(answer)}\n`)
  }
  return code
}

/** An archive: every file against its manifest; nothing is unpacked. */
async function verifyZip(file: string, stdout: Terminal['stdout']): Promise<number> {
  try {
    const report = await verifyArchive(file)
    stdout.write(`${JSON.stringify(report)}\n`)
    return report.valid ? 0 : 1
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const why = missing ? '文件不存在' : '不是完整的 zip 文件，可能在传输中被截断或损坏'
    throw new CommandFault(`无法读取 ${file}：${why}（${(error as Error).message}）`)
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CommandFault(`无法读取 ${file}：${(error as Error).message}`)
  }
}

/** A file that was saved with line breaks is one certificate; else each line is one. */
function certificatesIn(given: string): ReturnType<typeof parseJson>[] {
  if (given.trim() === '') throw new CommandFault('没有内容。用法：zhibu verify [证书.json｜归档.zip]')
  const whole = parseJson(given)
  if ('value' in whole) return [whole]
  return given
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson)
}
