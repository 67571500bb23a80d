/** A refusal of the open platform: its code, its words and the HTTP status that goes with them. */
export class ApiFailure extends Error {
  override name = 'ApiFailure'
  readonly code: number
  readonly status: number | undefined
  readonly headers: Record<string, string>

  /** `status` is the endpoint's usual one (400, or 200 for the older APIs) when left out. */
  constructor(code: number, message: string, status?: number, headers: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.headers = headers
  }
}

/** The refusals that several endpoints share, with the platform's own wording. */
export const refuse = {
  parameter: (ext: string) =>
    new ApiFailure(230001, `Your request contains an invalid request parameter, ext=${ext}`),
  fieldCheck: (ext: string) => new ApiFailure(99992402, `field validation failed, ext=${ext}`),
  pathId: (ext: string) => new ApiFailure(99992354, `The request you send is not a valid {${ext}}`),
  notInChat: () => new ApiFailure(230002, 'The bot can not be outside the group.'),
  operatorNotInChat: () => new ApiFailure(232011, 'Operator can NOT be out of the chat.'),
  badReceiver: () => new ApiFailure(230034, 'The receive_id is invalid.'),
  recalled: () => new ApiFailure(230011, 'The message was withdrawn.'),
  noMessage: () => new ApiFailure(231003, 'The message was not found or has been deleted.'),
  tooLong: () => new ApiFailure(230025, 'The length of the message content reaches its limit.'),
  tooOftenHere: () => new ApiFailure(230020, 'This operation triggers the frequency limit.'),
  tooOld: () => new ApiFailure(230031, 'The message is sent more than 14 days ago.'),
  notYours: () => new ApiFailure(230012, 'Bot is NOT the sender of the message.'),
  badToken: () =>
    new ApiFailure(
      99991663,
      'Invalid access token for authorization. Please make a test attempt with the correct token.',
    ),
  noToken: () =>
    new ApiFailure(
      99991661,
      'Missing access token for authorization. Please make a test attempt after obtaining the token.',
    ),
  tooMany: (limit: number, waitMs: number) =>
    new ApiFailure(99991400, 'request trigger frequency limit', 429, {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(Math.ceil(waitMs / 1000)),
    }),
}
