/** What settings refuse. */
export interface SettingRefusals {
  'setting/unknown-value': { label: string; given: string; known: string[] }
  'setting/not-for': { label: string; organisation: string }
  'setting/needs-document': { label: string; word: string }
  'setting/unchanged': Record<string, never>
}
