import { parseArgs } from 'node:util'
import { deliveryStore } from '../db/stores/delivery.ts'
import { type Command, CommandFault } from './command.ts'
import { tenantsOf } from './tenants.ts'
import { withDatabase } from './with-database.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const usage = '用法：zhibu outgoing [--redrive 编号] [--limit 条数]'

function optionsOf(args: string[]): { redrive: string | undefined; limit: number } {
  try {
    const { values } = parseArgs({
      args,
      options: { redrive: { type: 'string' }, limit: { type: 'string' } },
    })
    const limit = Number(values.limit ?? 100)
    if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
      throw new CommandFault(`条数应为 1 至 10000。${usage}`)
    if (values.redrive !== undefined && !uuid.test(values.redrive))
      throw new CommandFault(`编号不对。${usage}`)
    return { redrive: values.redrive, limit }
  } catch (error) {
    if (error instanceof CommandFault) throw error
    throw new CommandFault(`不认识的参数。${usage}`, { cause: error })
  }
}

/**
 * Lists what could not be sent, one line of JSON each (ids and the platform's reason, never content), or puts one of
 * them back into the queue: it is sent by the running service.
 */
export const outgoing: Command = async (args, terminal) => {
  const { redrive, limit } = optionsOf(args)
  return withDatabase(terminal, async (database) => {
    const stores = (await tenantsOf(database)).map(({ id, appId }) => ({
      appId,
      store: deliveryStore(database.sql, id),
    }))
    if (redrive !== undefined) {
      for (const { store } of stores) {
        if (!(await store.redrive(redrive))) continue
        terminal.stderr.write('已放回发送队列\n')
        return 0
      }
      throw new CommandFault('没有这条发送失败的消息，或者它已在发送队列中')
    }
    for (const { appId, store } of stores) {
      for (const letter of await store.deadLetters(limit))
        terminal.stdout.write(`${JSON.stringify({ appId, ...letter })}\n`)
    }
    return 0
  })
}
