import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { compete, median, type Pace, paceOf, percentile } from '../../bench/figures.ts'
import { load } from '../../bench/load.ts'
import { type Figure, printer } from '../../bench/report.ts'
import { closing } from '../../bench/servers/closing.ts'

describe('median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, middle) => expect(median(values)).toBe(middle))

  it('of nothing is refused', () => expect(() => median([])).toThrow(RangeError))
})

describe('percentile', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, i) => i + 1)
  it.each([
    [0, 1],
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])('at %d is %d', (share, value) => expect(percentile(hundred, share)).toBe(value))
})

it('reads a pace from a load', () => {
  const latencies = Float64Array.of(1, 2, 3, 50)
  expect(paceOf({ seconds: 2, latencies })).toEqual({ perSecond: 2, p50: 2, p99: 50 })
})

it('lets contestants take turns in rotating order, warms up, and answers the median of each', async () => {
  const order: string[] = []
  const contestant = (name: string, paces: number[]) => async (): Promise<Pace> => {
    order.push(name)
    return { perSecond: paces.shift() ?? 0, p50: 1, p99: 2 }
  }
  const settled = async () => order.push('settled')
  const paces = await compete(
    [contestant('a', [9999, 10, 30, 20]), contestant('b', [9999, 1, 3, 2])],
    { rounds: 3, seconds: 60 },
    settled,
  )
  expect(order.join(' ')).toBe('a b settled b a a b b a')
  expect(paces).toEqual([
    { perSecond: 20, p50: 1, p99: 2 },
    { perSecond: 2, p50: 1, p99: 2 },
  ])
})

it('gives a slow machine one round at least', async () => {
  let runs = 0
  const run = async (): Promise<Pace> => {
    runs += 1
    return { perSecond: runs, p50: 1, p99: 2 }
  }
  expect(await compete([run], { rounds: 10, seconds: 0 })).toEqual([{ perSecond: 2, p50: 1, p99: 2 }])
})

describe('load', () => {
  let stop = async () => undefined as unknown
  afterEach(() => stop())
  const listening = async (answer: (body: string) => [status: number, body: string]): Promise<number> => {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const [status, text] = answer(body)
        response.statusCode = status
        response.end(text)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    stop = closing(server)
    return (server.address() as AddressInfo).port
  }
  const requests = Array.from({ length: 25 }, (_, i) => {
    const body = `第${i}个`
    return Buffer.from(
      `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })

  it('sends every request once and hands back the answers in their order', async () => {
    const seen: string[] = []
    const port = await listening((body) => {
      seen.push(body)
      return [200, `${body}，收到`]
    })
    const { bodies, latencies } = await load(port, 4, requests)
    expect(bodies).toEqual(requests.map((_, i) => `第${i}个，收到`))
    expect(seen.sort()).toEqual(requests.map((_, i) => `第${i}个`).sort())
    expect(latencies).toHaveLength(25)
  })

  it('fails when an answer is no 200', async () => {
    const port = await listening((body) => (body === '第7个' ? [401, ''] : [200, '']))
    await expect(load(port, 4, requests)).rejects.toThrow('HTTP/1.1 401')
  })

  it('fails when nobody listens', async () => {
    const port = await listening(() => [200, ''])
    await stop()
    stop = async () => undefined
    await expect(load(port, 2, requests)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the report', () => {
  const pace = { perSecond: 1234.4, p50: 1.25, p99: 9.87 }
  const compared: Figure = {
    bench: 'inbound',
    what: 'a click, c=50',
    zhibu: pace,
    reference: { name: 'SDK', ...pace, perSecond: 800 },
    ratio: 1.543,
    aim: 1.5,
  }
  const reading: Figure = { bench: 'start', what: 'first start', value: 6.254, unit: 's', limit: 5 }
  const printed = (json: boolean, ...figures: Figure[]): string[] => {
    const lines: string[] = []
    printer(json, (line) => lines.push(line))(figures)
    return lines
  }

  it('puts each figure beside its reference, its ratio and its aim', () => {
    expect(
      printed(false, compared, { ...compared, aim: 2 }, { ...compared, aim: null }, reading).join('\n'),
    ).toMatchInlineSnapshot(`
      "inbound
        a click, c=50: 1.54 ×   aim ≥ 1.5: reached
          zhibu   1,234/s (p50 1.3 ms, p99 9.9 ms)
          SDK     800/s (p50 1.3 ms, p99 9.9 ms)
        a click, c=50: 1.54 ×   aim ≥ 2: missed
          zhibu   1,234/s (p50 1.3 ms, p99 9.9 ms)
          SDK     800/s (p50 1.3 ms, p99 9.9 ms)
        a click, c=50: 1.54 ×   for information
          zhibu   1,234/s (p50 1.3 ms, p99 9.9 ms)
          SDK     800/s (p50 1.3 ms, p99 9.9 ms)
      start
        first start: 6.25 s   aim < 5 s: missed"
    `)
  })

  it('prints one JSON object a line when asked to', () => {
    expect(printed(true, compared, reading).map((line) => JSON.parse(line))).toEqual([compared, reading])
  })
})
