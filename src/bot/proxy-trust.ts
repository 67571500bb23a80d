import { BlockList, isIPv6 } from 'node:net'

const privateNetworks = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateNetworks.addSubnet(network, bits, 'ipv4')
}
privateNetworks.addAddress('::1', 'ipv6')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')

/**
 * Fastify refuses a bare number of hops, since whoever reaches the service directly could then name any address. Hops
 * are believed here only while they come from a private network, as a proxy before the service does.
 */
export function believedProxies(setting: false | number | string[]) {
  if (typeof setting !== 'number') return setting
  return (address: string, hop: number): boolean =>
    hop < setting && privateNetworks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
