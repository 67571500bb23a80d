import { drawClock, tickClock } from './clock-panel.js'
import { drawComposer, drawReply, setUpComposer } from './composer.js'
import { byId, icon } from './dom.js'
import { drawChange, drawChat, refresh, toLatest } from './messages.js'
import { getJson, listen } from './server.js'
import { drawChats, drawSwitcher } from './side.js'
import { load, markRead, setClock, state, subscribe, takeMessage } from './state.js'

/** What is drawn again after which change. @type {Record<string, (detail?: any) => void>} */
const drawers = {
  world() {
    drawSwitcher()
    drawChats()
    drawChat()
    drawComposer()
    drawClock()
  },
  me() {
    drawSwitcher()
    drawChat()
    drawChats()
    drawComposer()
    drawClock()
    showPanel('')
  },
  open() {
    drawChat()
    drawChats()
    drawComposer()
    showPanel('')
  },
  reply: drawReply,
  message(change) {
    drawChange(change)
    drawChats()
    askNextDue()
  },
  clock() {
    drawClock()
    drawChats() // what was today may be yesterday now
  },
}

/** On narrow screens one of the side panels at a time lies over the chat. @param {'' | 'side' | 'clock'} name */
function showPanel(name) {
  byId('layout').dataset.panel = name
  byId('shade').hidden = name === ''
  byId('show-side').setAttribute('aria-expanded', String(name === 'side'))
  byId('show-clock').setAttribute('aria-expanded', String(name === 'clock'))
}

/** @type {number | undefined} */
let asking
/** Asks a moment after the last message when the next thing is due. */
function askNextDue() {
  clearTimeout(asking)
  asking = setTimeout(async () => state.clock.moving || setClock(await getJson('/sandbox/clock')), 800)
}

/** @type {number | undefined} */
let reloading
function reload() {
  clearTimeout(reloading)
  reloading = setTimeout(() => void load(), 50)
}

byId('show-side').append(icon('menu'))
byId('show-clock').append(icon('clock'))
byId('show-side').addEventListener('click', () => showPanel('side'))
byId('show-clock').addEventListener('click', () =>
  showPanel(byId('layout').dataset.panel === 'clock' ? '' : 'clock'),
)
byId('shade').addEventListener('click', () => showPanel(''))
addEventListener('keydown', (event) => event.key === 'Escape' && showPanel(''))
byId('to-latest').addEventListener('click', toLatest)
document.addEventListener('visibilitychange', markRead)
addEventListener('redraw', (event) => refresh(/** @type {CustomEvent} */ (event).detail))

setUpComposer()
subscribe((what, detail) => drawers[what]?.(detail))
setInterval(tickClock, 1000)
listen(
  {
    message: takeMessage,
    world: reload,
    clock({ moving, ...clock }) {
      state.clock.moving = moving
      if (clock.now) setClock(clock)
      else drawClock()
    },
  },
  reload,
)
