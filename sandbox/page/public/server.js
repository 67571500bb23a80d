/** Asks the sandbox; throws an Error with the server's words when it refuses. @param {string} path */
export async function getJson(path) {
  return answer(await fetch(path))
}

/** @param {string} path @param {unknown} body */
export async function postJson(path, body) {
  const headers = { 'content-type': 'application/json' }
  return answer(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

/** Sends a file as it is. @param {string} path @param {Blob} file */
export async function postFile(path, file) {
  const headers = { 'content-type': 'application/octet-stream' }
  return answer(await fetch(path, { method: 'POST', headers, body: file }))
}

/** @param {Response} response */
async function answer(response) {
  const body = await response.json()
  if (!response.ok) throw new Error(body.message ?? `HTTP ${response.status}`)
  return body
}

/**
 * Listens to the live line; after a break everything is fetched anew by `onOpen`.
 * @param {Record<string, (data: any) => void>} handlers by event name
 * @param {() => void} onOpen
 */
export function listen(handlers, onOpen) {
  const source = new EventSource('/sandbox/stream')
  source.addEventListener('open', onOpen)
  for (const [name, handler] of Object.entries(handlers))
    source.addEventListener(name, (event) => handler(JSON.parse(event.data)))
}
