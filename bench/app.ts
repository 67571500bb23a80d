/** The app that all servers of the benchmarks believe to be. */
export const app = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'secret of nobody',
  encryptKey: 'key of the benchmarks',
  verificationToken: 'token of the benchmarks',
  tenantKey: '2ca1d211f64f6438',
  botOpenId: 'ou_b0t0000000000000000000000000000a',
}

/** Where every server takes its pushes, so that both get the same bytes. */
export const webhookPath = '/webhooks/feishu'
