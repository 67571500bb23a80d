import { type SQL, sql } from 'drizzle-orm'
import type { LedgerQuery, LedgerRow, RowSource } from '../../domain/ledgers/ledger.ts'
import type { LedgerRowStore } from '../../domain/ports/index.ts'
import { parseInstance } from '../../domain/process/index.ts'
import type { StoreContext } from './context.ts'
import { openBody, openTitle } from './sealed-cases.ts'
import { openSuggestion } from './suggestions.ts'

/** What a source is asked with: the tenant beside the query. */
type Asked = LedgerQuery & { tenantId: string }

const day = (instant: SQL, { zone }: Asked): SQL =>
  sql`to_char(${instant} at time zone ${zone}, 'YYYY-MM-DD')`
const within = (date: SQL, { period }: Asked): SQL => sql`${date} between ${period.start} and ${period.end}`
const nameOf = (id: SQL, { tenantId }: Asked): SQL =>
  sql`(select m.name from member m where m.tenant_id = ${tenantId} and m.id = ${id})`
const ours = (alias: SQL, { tenantId, organisationId }: Asked): SQL =>
  sql`${alias}.tenant_id = ${tenantId} and ${alias}.organisation_id = ${organisationId}`

/** One statement a register; the keys are those of the ledger's columns. */
const sources: Record<RowSource, (asked: Asked) => SQL> = {
  meetings: (asked) => sql`
    select t.number, t.kinds[1] as kind, to_char(t.starts_on, 'YYYY-MM-DD') as date,
      (select string_agg(topic ->> 'text', '；' order by place) from jsonb_array_elements(t.topics)
        with ordinality as one(topic, place)) as topics,
      t.place,
      (select count(*)::int from attendance a where a.tenant_id = t.tenant_id and a.meeting_id = t.id
        and a.signed_in_at is not null) as present,
      t.status as state, t.make_up_for as "makeUpFor"
    from meeting t where ${ours(sql`t`, asked)} and ${within(sql`to_char(t.starts_on, 'YYYY-MM-DD')`, asked)}
    order by t.starts_at, t.number`,
  rectifications: (asked) => sql`
    select t.number, t.problem, t.origin, t.measure, ${nameOf(sql`t.owner_id`, asked)} as owner,
      ${day(sql`t.created_at`, asked)} as date, to_char(t.due_on, 'YYYY-MM-DD') as due,
      (select e.text from rectification_entry e where e.tenant_id = t.tenant_id and e.rectification_id = t.id
        order by e.written_at desc, e.id desc limit 1) as progress,
      ${nameOf(sql`t.accepted_by`, asked)} as "acceptedBy", ${day(sql`t.accepted_at`, asked)} as "acceptedOn", t.state
    from rectification t where ${ours(sql`t`, asked)} and ${within(day(sql`t.created_at`, asked), asked)}
    order by t.number`,
  suggestions: (asked) => sql`
    select t.id, t.number, to_char(t.submitted_on, 'YYYY-MM-DD') as date,
      coalesce(${nameOf(sql`t.author_id`, asked)}, '匿名') as author, t.category, t.content, t.review,
      t.adopted::text as adopted, ${nameOf(sql`t.implementer_id`, asked)} as implementer, t.effect,
      to_char(t.due_on, 'YYYY-MM-DD') as due, to_char(t.replied_on, 'YYYY-MM-DD') as "repliedOn", t.rating, t.state
    from suggestion t where ${ours(sql`t`, asked)} and ${within(sql`to_char(t.submitted_on, 'YYYY-MM-DD')`, asked)}
    order by t.number`,
  'requests-and-reports': (asked) => sql`
    select * from (
      select t.number, 'request' as type, t.matter, t.addressee as party, ${day(sql`t.applied_at`, asked)} as date,
        t.reply_number as "documentNumber", t.state
      from approval t where ${ours(sql`t`, asked)}
      union all
      select t.number, 'report', t.matter, t.addressee, ${day(sql`t.submitted_at`, asked)}, t.sent_number, t.state
      from report t where ${ours(sql`t`, asked)}
      union all
      select t.number, 'instruction', coalesce(t.title, '涉密文件'), t.issuer, to_char(t.received_on, 'YYYY-MM-DD'),
        t.document_number, t.state
      from instruction t where ${ours(sql`t`, asked)}
    ) r where ${within(sql`r.date`, asked)} order by r.date, r.number`,
  opinions: (asked) => sql`
    select t.number, t.topic, ${day(sql`t.opened_at`, asked)} as date, ${day(sql`t.deadline`, asked)} as deadline,
      ${nameOf(sql`t.collator_id`, asked)} as collator,
      (select count(*)::int from opinion o where o.tenant_id = t.tenant_id and o.call_id = t.id) as received, t.state
    from opinion_call t where ${ours(sql`t`, asked)} and ${within(day(sql`t.opened_at`, asked), asked)}
    order by t.number`,
  'public-notices': (asked) => sql`
    select t.number, t.kind, t.title, ${day(sql`t.published_at`, asked)} as date, ${day(sql`t.ends_at`, asked)} as "endsOn",
      case when t.days > 0 then (select count(*)::int from objection o
        where o.tenant_id = t.tenant_id and o.notice_id = t.id) end as objections, t.state
    from public_notice t where ${ours(sql`t`, asked)} and t.state <> 'filed'
      and ${within(day(sql`t.published_at`, asked), asked)}
    order by t.number`,
}

/** Registers on PostgreSQL. Instants become days in the zone of the query. */
export function ledgerRowStore({ tx, tenantId, fields }: StoreContext): LedgerRowStore {
  /** The texts of a suggestion are sealed; its id is asked for to open them and is no column of the ledger. */
  const openedIn =
    (organisationId: string) =>
    async (row: LedgerRow): Promise<LedgerRow> => {
      const { id, ...columns } = row
      const texts = { content: String(row.content ?? ''), review: (row.review as string | null) ?? null }
      return { ...columns, ...(await openSuggestion(fields, { id: String(id), organisationId, ...texts })) }
    }
  return {
    async rows(source, query) {
      const rows = [...(await tx.execute(sources[source]({ ...query, tenantId })))] as LedgerRow[]
      return source === 'suggestions' ? Promise.all(rows.map(openedIn(query.organisationId))) : rows
    },
    async cases(processes, query) {
      const asked = { ...query, tenantId }
      const started = day(sql`t.started_at`, asked)
      const rows = await tx.execute<{
        id: string
        number: string
        title: string
        body: object
        template: object
        date: string
      }>(sql`
        select t.id, t.number, t.title, t.body, t.template, ${started} as date
        from process_instance t
        where ${ours(sql`t`, asked)} and ${within(started, asked)}
          and t.template_id in (${sql.join(
            processes.map((id) => sql`${id}`),
            sql`, `,
          )})
        order by t.started_at, t.number`)
      return Promise.all(
        [...rows].map(async ({ number, template, date, ...row }) => {
          const at = { ...row, organisationId: query.organisationId }
          const body = await openBody(fields, at)
          const { steps, state, template: process } = parseInstance({ ...body, template })
          return {
            number,
            title: await openTitle(fields, at),
            process: process.label,
            startedOn: date,
            state,
            fields: Object.assign({}, ...steps.map((step) => step.fields)),
            outputs: Object.assign(
              {},
              ...steps.filter((step) => step.state === 'done').map((step) => step.outputs),
            ),
          }
        }),
      )
    },
  }
}
