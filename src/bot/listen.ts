import type { FastifyInstance } from 'fastify'

const sentences: Record<string, (at: string) => string> = {
  EADDRINUSE: (at) => `${at} 已被别的程序占用：请停止那个程序，或用环境变量 PORT 换一个端口。`,
  EACCES: (at) => `没有权限监听 ${at}：请用环境变量 PORT 换一个大于 1023 的端口。`,
  EADDRNOTAVAIL: (at) => `本机没有 ${at} 这个地址：请用环境变量 HOST 换一个地址，例如 0.0.0.0。`,
  ENOTFOUND: (at) => `找不到 ${at} 这个地址：请用环境变量 HOST 换一个地址，例如 0.0.0.0。`,
}

/** Starts the listener and answers its address; a place that cannot be had is told in a sentence (Chinese) with what to do. */
export async function listen(app: FastifyInstance, place: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen(place)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const sentence = sentences[code]?.(`${place.host}:${place.port}`)
    throw sentence === undefined ? error : new Error(sentence, { cause: error })
  }
}
