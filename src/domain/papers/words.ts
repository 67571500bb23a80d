import type { Unfit } from './media-type.ts'

/** The largest file that is kept, in bytes: what the platforms let us hand back. */
export const mostBytes = 30 * 1024 * 1024

/** Why a file is not taken, and what to do. */
export const unfitWords: Readonly<Record<Unfit, string>> = {
  empty: '文件是空的，请重新选择文件。',
  unknown: '不能识别这种文件。可以上传 PDF、OFD、Word、Excel、PPT、图片和文本文件。',
  macro: '文件含有宏或程序，不能接收。请另存为不含宏的文件后再上传。',
  archive: '不接收压缩包，请解压后逐个上传。',
}

/** `1.2 MB`, `35 KB`. */
export const sizeWords = (bytes: number): string =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`
