import { diagnose } from '../bot/feishu/diagnose.ts'
import { requiredScopes } from '../bot/feishu/required-scopes.ts'
import { createLog } from '../bot/log.ts'
import type { Config } from '../config.ts'
import type { Finding } from './findings.ts'

/** Where an app is set up. Its permissions and addresses cannot be read from there: the operator compares them. */
const developerConsole = '飞书开发者后台'

const withoutStop = (sentence: string): string => sentence.replace(/。$/, '')

/** Credentials and permissions of the app, and where its events arrive. Reads only. */
export async function examinePlatform(config: Config): Promise<Finding[]> {
  if (config.mode === 'sandbox') {
    const sentence = '没有设置 FEISHU_APP_ID，启动后是只在本机使用的沙盒'
    const mend = `要连接飞书，请在${developerConsole}创建企业自建应用，并设置 FEISHU_APP_ID 等变量`
    return [{ level: 'hint', subject: '飞书', sentence, mend }]
  }
  const { feishu } = config
  const found = await diagnose({ ...feishu, log: createLog('silent') })
  const findings = found.map(({ check, ok, sentence, mend }): Finding => {
    const seen = { subject: `飞书 ${check}`, sentence: withoutStop(sentence) }
    return ok ? { level: 'ok', ...seen } : { level: 'fault', ...seen, mend: withoutStop(mend) }
  })
  const scopes = requiredScopes.map(({ scope, reason }) => `${scope}（${reason}）`).join('、')
  return [
    ...findings,
    { level: 'hint', subject: '飞书 权限', sentence: `请在${developerConsole}“权限管理”核对：${scopes}` },
    { level: 'hint', subject: '飞书 事件与回调', sentence: whereEventsArrive(feishu.transport, config.port) },
  ]
}

const whereEventsArrive = (transport: 'webhook' | 'websocket', port: number): string =>
  transport === 'websocket'
    ? `请在${developerConsole}“事件与回调”中，事件和回调都选择“使用长连接接收”；不需要公网地址`
    : `请在${developerConsole}“事件与回调”中，事件和回调的请求地址都填写 https://您的域名/webhooks/feishu，由反向代理转到本服务的 ${port} 端口`
