import type { ChatPlatform, Dispatch } from '../bot/platform.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Directory } from '../handlers/define/context.ts'

/** The first proved event says which enterprise the app serves; from then on others are ignored by the receiver. */
export function bindingTenant(
  dispatch: Dispatch,
  tenant: Tenant,
  claim: (key: string) => Promise<string>,
): Dispatch {
  const bind = async (key: string) => {
    tenant.key ??= await claim(key)
  }
  return {
    async handle(event) {
      await bind(event.tenantKey)
      await dispatch.handle(event)
    },
    async click(event) {
      await bind(event.tenantKey)
      return dispatch.click(event)
    },
  }
}

/** What handlers may look up before their unit: our own enterprise's people only. */
export function directoryOf(platform: ChatPlatform, tenantKey: () => string | null): Directory {
  return {
    async chatMembers(chatId) {
      const people = await platform.chatMembers(chatId)
      const own = people.filter(
        (one) => one.tenantKey === null || tenantKey() === null || one.tenantKey === tenantKey(),
      )
      return own.map(({ name, ids }) => ({ name, identities: ids }))
    },
    chatName: async (chatId) => (await platform.chat(chatId)).name,
  }
}
