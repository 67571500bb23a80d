/** 密级 of a document; of a classified one only number and dates are kept (保守国家秘密法; DOMAIN §7.1 S4). */
export const secrecies = {
  open: { label: '公开', classified: false },
  internal: { label: '内部', classified: false },
  confidential: { label: '秘密', classified: true },
  secret: { label: '机密', classified: true },
  top_secret: { label: '绝密', classified: true },
} as const

export type Secrecy = keyof typeof secrecies
