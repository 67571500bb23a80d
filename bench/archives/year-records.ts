import { createHash, randomUUID } from 'node:crypto'
import { standingClock } from '../../src/clock.ts'
import { createStorage } from '../../src/db/stores/unit.ts'
import { start } from '../../src/domain/process/start.ts'
import { plainBallot } from '../../src/domain/voting/plain-ballot.ts'
import { inputSchemaOf, tally } from '../../src/domain/voting/tally.ts'
import { localStore } from '../../src/papers/storage/local-store.ts'
import { loadTemplates } from '../../src/templates.ts'
import type { BenchDatabase } from '../bench-database.ts'

/** A case, its vote and two pieces of evidence. */
export const recordsOfCase = 4
export const year = '2026'
export const zone = 'Asia/Shanghai'
export const clock = standingClock(new Date(`${year}-12-31T09:00:00Z`))

const fileBytes = 48 * 1024
/** Other files than these there are not: what counts is that each is read and packed for each record. */
const files = 64

/** Bytes that do not compress, the same at every run. */
function contentOf(file: number): Uint8Array {
  const blocks: Buffer[] = []
  for (let block = 0; block < fileBytes / 32; block++)
    blocks.push(createHash('sha256').update(`${file}|${block}`).digest())
  return new Uint8Array(Buffer.concat(blocks))
}

/** A branch with a year of cases, each with a counted vote and two files. Answers the branch and its secretary. */
export async function makeYear(
  { database: { sql, db }, tenant }: BenchDatabase,
  filesDir: string,
  records: number,
): Promise<{ organisationId: string; secretary: string }> {
  const catalogue = loadTemplates()
  const cases = Math.ceil(records / recordsOfCase)
  const [organisationId, secretary, first, ballot] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const begun = new Date(`${year}-03-02T02:00:00Z`)
  await sql`insert into organisation (tenant_id, id, kind, name, committee_from, created_at)
    values (${tenant.id}, ${organisationId}, 'branch', '机关第一党支部', '2020-01-01', '2020-01-01')`
  await sql`insert into member (tenant_id, id, name, created_at) values (${tenant.id}, ${secretary}, '张伟', '2020-01-01')`
  await sql`insert into standing (tenant_id, id, organisation_id, member_id, kind, from_date, recorded_at)
    values (${tenant.id}, ${randomUUID()}, ${organisationId}, ${secretary}, 'formal', '2020-01-01', now())`
  await sql`insert into office (tenant_id, id, organisation_id, member_id, office, from_date, recorded_at)
    values (${tenant.id}, ${randomUUID()}, ${organisationId}, ${secretary}, 'secretary', '2020-01-01', now())`

  const template = catalogue.processes.get('branch-decision')
  const rule = catalogue.votingRules.get('branch_general_resolution')
  if (!template || !rule) throw new Error('the templates of the bench are gone')
  const org = { has_committee: true, has_groups: false, has_union: false }
  const { instance } = start(
    template,
    { id: first, anchors: { S: begun }, org },
    begun,
    catalogue.calendar,
    zone,
  )
  const input = inputSchemaOf(rule).parse({
    roster: { formal: 24 },
    present: 20,
    method: 'open',
    votes: { yes: 19, no: 0, abstain: 1 },
  })
  const storage = createStorage({ db, tenantId: tenant.id, clock })
  await storage.unit(async (unit) => {
    await unit.processes.insert({
      organisationId,
      number: 'L2026-00000',
      title: '年度重点工作',
      startedBy: secretary,
      startedAt: begun,
      parent: null,
      periodStart: null,
      instance,
    })
    await unit.ballots.insert(
      {
        ...plainBallot,
        id: ballot,
        organisationId,
        meetingId: null,
        number: 'B2026-00000',
        matter: '通过年度重点工作的实施方案',
        rule,
        important: false,
        roster: { formal: 24 } as never,
        status: 'closed',
        openedBy: secretary,
        openedAt: begun,
        closesAt: begun,
        closedBy: secretary,
        closedAt: begun,
        present: 20,
        input,
        verdict: tally(rule, input),
        chairDecision: null,
      } as never,
      [],
    )
  })
  // The others are copies of it with ids and numbers of their own.
  await sql`
    insert into process_instance
    select (jsonb_populate_record(p, jsonb_build_object(
      'id', md5('case' || i)::uuid, 'number', 'L2026-' || lpad(i::text, 5, '0'),
      'body', jsonb_set(p.body::jsonb, '{id}', to_jsonb(md5('case' || i)::uuid))))).*
    from process_instance p, generate_series(1, ${cases - 1}::int) i where p.id = ${first}`
  await sql`
    insert into ballot
    select (jsonb_populate_record(b, jsonb_build_object(
      'id', md5('ballot' || i)::uuid, 'number', 'B2026-' || lpad(i::text, 5, '0')))).*
    from ballot b, generate_series(1, ${cases - 1}::int) i where b.id = ${ballot}`
  await sql`
    insert into step_record (tenant_id, kind, ref, case_id, step, label, ready, outputs, at)
    select p.tenant_id, 'ballot', b.id::text, p.id, ${instance.steps[0]?.id ?? ''}, b.number, true, '{}', ${begun}
    from process_instance p join ballot b on b.tenant_id = p.tenant_id and substr(b.number, 7) = substr(p.number, 7)
    where p.organisation_id = ${organisationId} and b.organisation_id = ${organisationId}`
  const addresses = await keepEvidence(filesDir)
  await sql`
      insert into stored_file (tenant_id, id, organisation_id, name, media_type, bytes, sha256, address, sealed, visibility,
        retention, created_at)
      select p.tenant_id, md5(p.id || 'file' || i)::uuid, p.organisation_id, '材料' || i || '.bin', 'application/octet-stream',
        ${fileBytes}, a.address, a.address, false, 'branch', 'evidence', ${begun}
      from process_instance p cross join generate_series(1, 2) i
      join unnest(${addresses}::text[]) with ordinality a(address, no)
        on a.no = 1 + (substr(p.number, 7)::int * 2 + i) % ${files}
      where p.organisation_id = ${organisationId}`
  await sql`
    insert into evidence (tenant_id, id, organisation_id, instance_id, step, title, file_id, submitted_by, submitted_at)
    select p.tenant_id, gen_random_uuid(), p.organisation_id, p.id, ${instance.steps[0]?.id ?? ''}, f.name, f.id, ${secretary},
      ${begun}
    from process_instance p cross join generate_series(1, 2) i
    join stored_file f on f.tenant_id = p.tenant_id and f.id = md5(p.id || 'file' || i)::uuid
    where p.organisation_id = ${organisationId}`
  await sql`analyze`
  return { organisationId, secretary }
}

/** Keeps the bytes of the evidence, and answers their addresses. */
async function keepEvidence(folder: string): Promise<string[]> {
  const store = localStore(folder)
  const addresses: string[] = []
  for (let file = 0; file < files; file++) {
    const bytes = contentOf(file)
    const address = createHash('sha256').update(bytes).digest('hex')
    await store.put(address, bytes)
    addresses.push(address)
  }
  return addresses
}
