import type { FailureKind } from '../platform.ts'

/** What a code of the platform means for us: how to go on, and the reason in a few words for the log. */
export interface CodeMeaning {
  kind: FailureKind
  reason: string
}

const group = (kind: FailureKind, reasons: Record<number, string>): [number, CodeMeaning][] =>
  Object.entries(reasons).map(([code, reason]) => [Number(code), { kind, reason }])

/** The documented codes (messages, chats, contacts, tokens), by what is to be done about them. */
export const codeMeanings: ReadonlyMap<number, CodeMeaning> = new Map([
  ...group('bug', {
    230001: 'bad parameter',
    230025: 'content too long',
    230055: 'file type does not match',
    230099: 'the card cannot be built',
    200621: 'the card is not valid JSON',
    99992351: 'bad user id',
    99992354: 'bad message id',
    99992402: 'bad field',
    9499: 'bad request',
    232006: 'bad chat id',
    230012: 'not our own message',
    10003: 'bad parameter of the token request',
    234001: 'bad parameter of a file request',
    234006: 'the file is too large',
    234010: 'the file is empty',
    234043: 'the message has no files',
  }),
  ...group('target', {
    230002: 'the bot is not in the chat',
    230006: 'the bot ability is off',
    230013: 'the person is outside the app’s availability',
    230018: 'speaking is forbidden in the group',
    230027: 'no permission for this chat',
    230029: 'the person has resigned',
    230034: 'no such receiver',
    230035: 'speaking is forbidden in the chat',
    230038: 'another enterprise',
    230053: 'the person has blocked the bot',
    230054: 'not possible in this kind of chat',
    230075: 'a secret chat',
    232009: 'the chat is dissolved',
    232010: 'another enterprise',
    232011: 'the bot is not in the chat',
    234004: 'the bot is not in the chat of the file',
    234009: 'another enterprise’s file',
    41012: 'no such person',
    41050: 'the person is outside the app’s contact scope',
    40001: 'no such person',
  }),
  ...group('message', {
    230011: 'the message was recalled',
    231003: 'the message was deleted',
    230110: 'the message was deleted',
    230031: 'the message is older than 14 days',
    234003: 'the file is not in the message',
    234038: 'the file was deleted or is restricted',
    234040: 'the message is not visible to the bot',
  }),
  ...group('content', {
    230022: 'sensitive words',
    230028: 'data loss prevention',
    234037: 'the file is larger than the platform hands out',
  }),
  ...group('transient', {
    230020: 'too often for this chat, person or message',
    99991400: 'too often',
    11232: 'too often',
    11233: 'too often',
    1000004: 'too often',
    1000005: 'too often',
    230049: 'the message is being sent',
    2200: 'internal error of the platform',
    1500: 'internal error of the platform',
    1642: 'internal error of the platform',
    40003: 'internal error of the platform',
    234002: 'the platform’s file service refuses for the moment',
    234042: 'the platform’s file service is busy',
    1: 'the platform is busy',
  }),
  ...group('config', {
    99991661: 'no access token',
    99991663: 'the access token is not valid',
    99991664: 'the access token is not valid',
    99991665: 'the access token is not valid',
    99991662: 'the app is disabled',
    99991672: 'a permission is missing',
    99991679: 'a permission of the user is missing',
    99991401: 'this server’s address is not on the app’s list',
    10014: 'the app does not exist or is disabled',
    10015: 'wrong app secret',
    10012: 'the app is not installed',
    234007: 'the bot ability is off',
  }),
])

/** Codes after which a fresh token is worth one more try. */
export const staleTokenCodes: ReadonlySet<number> = new Set([99991661, 99991663, 99991664, 99991665])

/** Codes that say that a person is not there, or not for us to see. */
export const noSuchPersonCodes: ReadonlySet<number> = new Set([41012, 41050, 40001, 99992351])
