import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog, type Log } from '../../src/bot/log.ts'

/** What a log writes, as text and as its last line. */
function logged(write: (log: Log) => void, level = 'trace') {
  const stream = new PassThrough()
  write(createLog(level, stream))
  const text = String(stream.read() ?? '')
  return { text, last: JSON.parse(text.trim().split('\n').at(-1) || '{}') }
}

const secret = 'S3CRET-of-somebody'

describe('createLog', () => {
  it('writes JSON lines with an ISO time, the level in words and ids as they are', () => {
    const { last } = logged((log) =>
      log.info({ eventId: 'ev_1', chatId: 'oc_a-b', call: 'POST im/v1/messages', ok: true }, 'sent'),
    )
    expect(last).toMatchObject({
      level: 'info',
      eventId: 'ev_1',
      chatId: 'oc_a-b',
      call: 'POST im/v1/messages',
      ok: true,
      msg: 'sent',
    })
    expect(last.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  it('is silent below its level', () => {
    expect(logged((log) => log.info('said'), 'warn').text).toBe('')
  })

  it.each([
    'token',
    'tenant_access_token',
    'appSecret',
    'Authorization',
    'set-cookie',
    'encryptKey',
    'encrypt',
    'signature',
    'content',
    'text',
    'form',
    'form_value',
    'choice',
    'value',
    'name',
    'names',
    'title',
    'comment',
    'reason',
    'card',
    'password',
    'DATABASE_URL',
    'parameters',
    'rawBody',
  ])('withholds the field %s at any depth', (field) => {
    const { text } = logged((log) => {
      log.info({ [field]: secret }, 'at the top')
      log.info({ a: { b: [{ [field]: secret }] } }, 'deeper')
      log.child({ [field]: secret }).info('in a child')
      log
        .child({ a: 1 })
        .child({ [field]: [secret] })
        .info('in its child')
    })
    expect(text).not.toContain(secret)
    expect(text.trim().split('\n')).toHaveLength(4)
  })

  it('lets the id of a card or a message through, and never one in the place of a credential', () => {
    const id = '0192f0c4-9d1a-7cc3-98c4-dc0c0c07398f'
    const { last } = logged((log) =>
      log.info({ card: id, message: id, token: id, key: 'remind:a:2026-Q4' }, 'seen'),
    )
    expect(last).toMatchObject({ card: id, message: id, token: '[withheld]', key: 'remind:a:2026-Q4' })
  })

  it('replaces text of people by its length under any name of a field', () => {
    const { text, last } = logged((log) => log.info({ where2: '张三同意', list: ['请假 because'] }, 'seen'))
    expect(text).not.toMatch(/张三|because/)
    expect(last).toMatchObject({ where2: '[4 characters]', list: ['[10 characters]'] })
  })

  it('keeps type, code and frames of an error and drops what libraries hang on it', () => {
    const request = Object.assign(new Error(`Request failed with Bearer ${secret}`), {
      code: 'ECONNABORTED',
      config: { headers: { Authorization: `Bearer ${secret}` }, data: `{"app_secret":"${secret}"}` },
      response: { data: secret },
    })
    const { text, last } = logged((log) => {
      log.error(request, 'call failed')
      log.child({ err: request }).warn('bound')
      log.error({ err: request, error: request, other: request }, 'call failed')
    })
    expect(text).not.toContain(secret)
    expect(last.err).toMatchObject({ type: 'Error', code: 'ECONNABORTED' })
    expect(last.err.stack).toContain('log.test.ts')
  })

  it('masks what a database says about rows: parameters, quoted values, details, also in causes', () => {
    const cause = Object.assign(new Error('invalid input syntax for type uuid: "张三"'), {
      code: '22P02',
      detail: `Key (name)=(${secret}) already exists.`,
      constraint_name: 'member_pkey',
    })
    const { text, last } = logged((log) =>
      log.error(
        new Error(`Failed query: insert into member values ($1)\nparams: ${secret}`, { cause }),
        'failed',
      ),
    )
    expect(text).not.toMatch(/S3CRET|张三/)
    expect(last.err.cause).toMatchObject({ code: '22P02', constraint: 'member_pkey' })
    expect(last.err.message).toContain('insert into member')
  })

  it('masks credentials of a connection string in a message', () => {
    const { text } = logged((log) =>
      log.error(new Error(`connect postgres://zhibu:${secret}@db:5432/zhibu`), 'failed'),
    )
    expect(text).not.toContain(secret)
  })

  it('cannot be made to write a second line', () => {
    const { text } = logged((log) =>
      log.info({ id: 'a\nb', other: '\u001b[31m\r\n{"level":"fatal"}' }, 'seen'),
    )
    expect(text.trim().split('\n')).toHaveLength(1)
    expect(text).not.toContain('\u001b')
  })

  it('never lets Chinese text out of a field, whatever the value looks like', () => {
    const chinese = fc.constantFrom('张三', '同意', '会议 content', '𠮷')
    const value = fc.object({
      values: [chinese, fc.integer(), fc.boolean()],
      maxDepth: 6,
      key: fc.stringMatching(/^[a-z]{1,8}$/),
    })
    fc.assert(
      fc.property(value, (fields) => {
        const { text } = logged((log) => log.info(fields, 'seen'))
        expect(text).not.toMatch(/\p{Script=Han}/u)
      }),
    )
  })
})
