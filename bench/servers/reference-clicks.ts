import { closing } from './closing.ts'
import { openForClicks } from './open-for-clicks.ts'
import { referenceServer } from './reference-server.ts'
import { serve } from './serve.ts'

const { database, tenant } = await openForClicks('cli')
const server = referenceServer(database, tenant)
server.listen(0, '127.0.0.1', () =>
  serve(server.address(), async () => {
    await closing(server)()
    await database.close()
  }),
)
