import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { S3Options } from '../../src/papers/storage/s3-store.ts'

const script = fileURLToPath(new URL('./object-server.py', import.meta.url))
/** Debian's own Python: that is where its packages are. */
const python = '/usr/bin/python3'

export const owner = { accessKeyId: 'office:zhibu', secretAccessKey: 'right-secret' }

/** An object server that runs until it is stopped. */
export interface ObjectServer {
  port: number
  /** As a client reaches it; the bucket is the caller's to make. */
  options(bucket: string): S3Options
  stop(): Promise<void>
}

/** Starts OpenStack Swift with its S3 interface on a folder; 0 = any port. Rejects with its own words when it ends early. */
export async function startObjectServer(folder: string, port = 0): Promise<ObjectServer> {
  const { accessKeyId, secretAccessKey } = owner
  const child = spawn(python, [script, folder, String(port), accessKeyId, secretAccessKey], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const listening = await new Promise<number>((resolve, reject) => {
    let said = ''
    const listen = (chunk: unknown) => {
      said += String(chunk)
      const found = /^ready (\d+)$/m.exec(said)?.[1]
      if (found) resolve(Number(found))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`Swift (Debian package python3-swift) ended with ${code}:\n${said}`)),
    )
  })
  return {
    port: listening,
    options: (bucket) => ({
      endpoint: `http://127.0.0.1:${listening}`,
      bucket,
      region: 'cn-north-1',
      ...owner,
    }),
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
