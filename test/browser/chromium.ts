import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** The browser to use: what `CHROMIUM` names, else `chromium` on the PATH. */
function programOf(env: NodeJS.ProcessEnv): string {
  if (env.CHROMIUM) return env.CHROMIUM
  const places = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium'))
  const found = places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false // not here: the next folder
    }
  })
  if (!found) throw new Error('no chromium on the PATH: install it, or set CHROMIUM to the program')
  return found
}

/** Starts Chromium with a profile of its own. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: programOf(process.env), args: flags })
