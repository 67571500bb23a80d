import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'

/** A person in front of the sandbox's page: looks for words and buttons, knows nothing of its code. */
export interface Visitor {
  page: Page
  /** Everything that went wrong behind the page: errors on its console, requests that failed. */
  troubles: string[]
  /** Acts as this person from now on. */
  actAs(name: string): Promise<void>
  /** Opens the chat with this name. */
  open(chat: string): Promise<void>
  /** Types a line and sends it. */
  says(text: string): Promise<void>
  /** The newest card with these words in its title and those in its text, once it is there. */
  card(title: string, ...words: string[]): Promise<Locator>
  /** Waits for the words of the bot's toast. */
  toast(words: string): Promise<void>
  /** Presses a button of a card and waits for the words of the bot's toast. */
  press(card: Locator, button: string, toast: string): Promise<void>
  /** Saves a picture when `PICTURES` names a folder: how the README's pictures are renewed. */
  picture(what: Locator | Page, name: string): Promise<void>
}

/** How long a person waits for an answer, in milliseconds. */
const patience = 15_000

/** Opens the page in a new window of this size. */
export async function visit(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<Visitor> {
  const page = await browser.newPage({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  page.setDefaultTimeout(patience)
  const troubles = watch(page)
  await page.goto(url)
  // Narrow windows show the list of chats only on demand.
  const uncover = async () => {
    const opener = page.getByRole('button', { name: '会话列表' })
    if (await opener.isVisible()) await opener.click()
  }
  const toast = async (words: string) => {
    const last = page.getByRole('status').locator('.toast').last()
    await last.filter({ hasText: words }).waitFor()
    // Gone before the next one: otherwise the same words could answer for the next click.
    await page.evaluate(`document.querySelectorAll('.toast').forEach((box) => box.remove())`)
  }
  return {
    page,
    troubles,
    async actAs(name) {
      await uncover()
      await page.getByRole('button', { name: '以谁的身份' }).click()
      await page.getByRole('listbox', { name: '人员' }).getByRole('option', { name, exact: true }).click()
      await page.locator('#as-name', { hasText: name }).waitFor({ state: 'attached' })
    },
    async open(chat) {
      await uncover()
      await page.getByRole('navigation').getByRole('button', { name: chat }).click()
      await page.getByRole('heading', { level: 1, name: chat }).waitFor()
    },
    async says(text) {
      const field = page.getByRole('combobox', { name: '消息' })
      await field.fill(text)
      await field.press('Enter')
      await page.locator('article.mine', { hasText: text }).last().waitFor()
    },
    async card(title, ...words) {
      const cards = page
        .locator('article.with-card')
        .filter({ has: page.getByRole('heading', { level: 3, name: title }) })
      const newest = words.reduce((some, one) => some.filter({ hasText: one }), cards).last()
      await newest.waitFor()
      // By its id from now on: the card stays the same when its words change.
      return page.locator(`[data-message="${await newest.getAttribute('data-message')}"]`)
    },
    toast,
    async press(card, button, words) {
      await card.getByRole('button', { name: button, exact: true }).last().click()
      await toast(words)
    },
    async picture(what, name) {
      const folder = process.env.PICTURES
      if (!folder) return
      mkdirSync(folder, { recursive: true })
      // A long card is seen whole only in a high window.
      if (what !== page) await page.setViewportSize({ ...size, height: 1600 })
      await what.screenshot({ path: join(folder, `${name}.png`) })
      await page.setViewportSize(size)
    },
  }
}

function watch(page: Page): string[] {
  const troubles: string[] = []
  page.on('console', (line) => line.type() === 'error' && troubles.push(`console: ${line.text()}`))
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`))
  page.on(
    'response',
    (answer) => answer.status() >= 400 && troubles.push(`${answer.status()} ${answer.url()}`),
  )
  page.on('requestfailed', (request) => {
    // The live line is cut by a reload; everything else must arrive.
    if (!request.url().endsWith('/sandbox/stream')) troubles.push(`failed: ${request.url()}`)
  })
  return troubles
}
