import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { JobRefused } from '../jobs/kind.ts'

const run = promisify(execFile)

/** What LibreOffice is called on the systems where it is packaged. */
const names = ['soffice', 'libreoffice']
const patienceMs = 120_000

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Word files as PDF, in their order, all in one start of LibreOffice where it is installed; refused in words where it is not.
 * It runs in a folder and with a profile of its own, which are removed afterwards.
 */
export async function pdfsOf(documents: readonly Uint8Array[], workDir: string): Promise<Uint8Array[]> {
  await mkdir(workDir, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(workDir, 'pdf-'))
  try {
    const paths = documents.map((_, index) => join(folder, `${index}.docx`))
    for (const [index, path] of paths.entries())
      await writeFile(path, documents[index] ?? new Uint8Array(), { mode: 0o600 })
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    await convert([profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths])
    const made: Uint8Array[] = []
    for (const path of paths) made.push(new Uint8Array(await readFile(path.replace(/docx$/, 'pdf'))))
    return made
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function convert(args: string[]): Promise<void> {
  for (const name of names)
    try {
      await run(name, args, { timeout: patienceMs })
      return
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  throw new JobRefused('服务器没有安装 LibreOffice，不能转换为 PDF。请改用 格式=docx，或请管理员安装后再试。')
}
