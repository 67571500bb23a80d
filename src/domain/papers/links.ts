/** Hosts of the platforms' cloud documents; anything else in a text is only words. */
const hosts =
  /^(?:[\w-]+\.)*(?:feishu\.cn|larksuite\.com|larkoffice\.com|dingtalk\.com|alidocs\.dingtalk\.com)$/
const kinds = /^\/(?:docx?|sheets|wiki|base|file|slides|mindnotes|minutes|i\/nodes|spreadsheetv2)\//

/**
 * Addresses of cloud documents in a text, each once. Nothing is ever fetched from them: they are kept as they are and
 * shown as text, so that whoever may open them on the platform does.
 */
export function documentLinks(text: string): string[] {
  const found = text.match(/https:\/\/[^\s<>"'“”‘’（）()，。；]+/g) ?? []
  const links = found.flatMap((word) => {
    const url = URL.canParse(word) ? new URL(word) : null
    if (!url || url.username || url.password || url.port) return []
    if (!hosts.test(url.hostname) || !kinds.test(url.pathname)) return []
    return url.href.length <= 500 ? [url.href] : []
  })
  return [...new Set(links)].slice(0, 10)
}
