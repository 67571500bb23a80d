import type { Failure } from '../../domain/delivery/retry.ts'
import { PlatformError } from '../platform.ts'

/**
 * Why an attempt failed, for the queue. What is not a PlatformError is ours: before the call (rendering, looking up)
 * nothing has left the house, so it is tried again; during the call nobody knows what left it. `reason` is for the row;
 * a log takes `kind` and `code`.
 */
export function failureOf(
  error: unknown,
  beforeCall: boolean,
): { kind: Failure; code: number | null; retryAfterMs: number | null; reason: string } {
  if (!(error instanceof PlatformError)) {
    const name = error instanceof Error ? error.name : typeof error
    return {
      kind: beforeCall ? 'transient' : 'unknown',
      code: null,
      retryAfterMs: null,
      reason: `内部错误（${name}）`,
    }
  }
  const { kind, retryAfterMs, code, message, logId } = error
  const facts = [code === null ? '' : `${code}`, logId ?? ''].filter(Boolean).join('，')
  return {
    kind,
    code,
    retryAfterMs,
    reason: `${words[kind]}${facts && `（${facts}）`}：${message}`.slice(0, 500),
  }
}

const words: Record<Failure, string> = {
  transient: '平台暂时不可用',
  target: '无法送达该群或该人',
  message: '原卡片已不能更新',
  content: '平台拒绝该内容',
  config: '应用凭证或权限有误',
  bug: '平台不接受该请求',
  unknown: '没有收到平台的答复',
}
