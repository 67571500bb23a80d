import { FeishuError } from './feishu-error.ts'

/** One page of a list as the platform answers it. */
export interface Page<T> {
  items: T[]
  has_more: boolean
  page_token?: string | undefined
}

const mostPages = 10_000

/**
 * All items of a paged list. Goes on while `has_more` says so, whatever the size of a page. A failing page, a missing
 * or a repeated page token rejects the whole, so that half a list is never taken for all of it.
 */
export async function allPages<T>(fetchPage: (pageToken: string | null) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  const seen = new Set<string>()
  for (let token: string | null = null; seen.size < mostPages; ) {
    const page: Page<T> = await fetchPage(token)
    items.push(...page.items)
    if (!page.has_more) return items
    if (!page.page_token || seen.has(page.page_token)) {
      throw new FeishuError('transient', 'a paged list does not come to its end')
    }
    seen.add(page.page_token)
    token = page.page_token
  }
  throw new FeishuError('bug', `a list has more than ${mostPages} pages`)
}
