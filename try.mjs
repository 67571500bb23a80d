// usage: node try.mjs <port> <out.png> [as-name] [chat-name] [command ...]
import { chromium } from 'playwright-core'
const [port, out, as, chat, ...cmds] = process.argv.slice(2)
const base = `http://127.0.0.1:${port}`
const state = await (await fetch(base + '/sandbox/state')).json()
const people = state.people ?? state.persons
const p = people.find((x) => x.name === as)
const c = state.chats.find((x) => x.name === chat)
for (const cmd of cmds) {
  const r = await fetch(base + '/sandbox/say', { method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body: JSON.stringify({ as: p.openId, chatId: c.chatId, text: cmd }) })
  console.log(cmd, r.status, await r.text())
  await new Promise((r) => setTimeout(r, 1500))
}
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await b.newPage({ viewport: { width: 1500, height: 1300 } })
await page.goto(base)
await page.waitForTimeout(1200)
if (as) { await page.getByLabel('以谁的身份').click(); await page.waitForTimeout(300); await page.locator(`text=${as}`).last().click().catch((e) => console.log('as', e.message.slice(0, 300))) }
if (chat) await page.getByText(chat, { exact: false }).first().click().catch((e) => console.log('chat', e.message.slice(0, 200)))
await page.waitForTimeout(1200)
await page.screenshot({ path: out })
await b.close()
