import { textOf } from '../json.ts'
import type { Endpoint } from './endpoint.ts'
import { ApiFailure } from './failure.ts'

/** The app itself: its token, its bot, its tenant. */
export const appEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/auth/v3/tenant_access_token/internal',
    open: true,
    errorsAre200: true,
    answer({ body }, { app, tokens }) {
      if (!textOf(body.app_id) || !textOf(body.app_secret)) throw new ApiFailure(10003, 'invalid param')
      if (body.app_id !== app.appId) throw new ApiFailure(10014, 'app id not exists or the app is disabled')
      if (body.app_secret !== app.appSecret) throw new ApiFailure(10015, 'app secret invalid')
      const { token, expire } = tokens.issue()
      return { msg: 'ok', tenant_access_token: token, expire }
    },
  },
  {
    method: 'GET',
    path: '/bot/v3/info',
    errorsAre200: true,
    answer: (_, { app, world }) => ({
      msg: 'ok',
      // Not under `data`: this API is older than that habit.
      bot: {
        activate_status: 2,
        app_name: app.botName,
        avatar_url: '',
        ip_white_list: [],
        open_id: world.bot.openId,
      },
    }),
  },
  {
    method: 'GET',
    path: '/event/v1/outbound_ip',
    answer: () => ({ data: { ip_list: ['127.0.0.1'], page_token: '', has_more: false } }),
  },
  {
    method: 'GET',
    path: '/tenant/v2/tenant/query',
    answer: (_, { app }) => ({
      data: {
        tenant: {
          name: '本地沙箱',
          display_id: 'F000000001',
          tenant_tag: 0,
          tenant_key: app.tenantKey,
          avatar: {},
        },
      },
    }),
  },
]
