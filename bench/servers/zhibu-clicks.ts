import { openForClicks } from './open-for-clicks.ts'
import { serve } from './serve.ts'
import { zhibuService } from './zhibu-service.ts'

const { database, tenant } = await openForClicks('service')
const service = zhibuService(database, tenant)
await service.app.listen({ host: '127.0.0.1', port: 0 })
serve(service.app.server.address(), async () => {
  await service.stop()
  await database.close()
})
