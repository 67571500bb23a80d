import type { Role } from '../../domain/organisation/permissions.ts'
import type { OrganisationRefusals } from '../../domain/organisation/refusals.ts'
import { officeWords } from '../../domain/organisation/words.ts'
import type { Replies } from './replies.ts'

const roleWords: Record<Role, string> = {
  ...officeWords,
  member: '支部党员',
  superior: '上级组织人员',
  higher_superior: '更上级组织人员',
  self: '经办人本人',
  anyone: '任何人',
}

export const organisationReplies: Replies<OrganisationRefusals> = {
  'organisation/chat-not-bound': () =>
    '本群还没有绑定。请先发送：/绑定 支部 支部名称 上级=上级名称（上级群发送：/绑定 上级 名称，工会群发送：/绑定 工会 名称 上级=支部名称）。',
  'organisation/chat-bound': ({ name }) => `本群已经绑定为“${name}”，一个群只能绑定一个组织。`,
  'organisation/name-taken': ({ name, kind }) =>
    `已经有名为“${name}”的${kind}绑定了别的群，请换一个名称，或在原群操作。`,
  'organisation/superior-unknown': ({ name }) =>
    `没有找到名为“${name}”的上级。请先在它的群里绑定（例如：/绑定 上级 ${name}）；上级不在系统内的，可以不写“上级=”。`,
  'organisation/circle': ({ name, above }) =>
    `“${above}”就是“${name}”，或在它的下面，不能作为它的上级。请核对“上级=”。`,
  'organisation/ends-before-begin': ({ founded }) => `撤销日期不能早于成立日期（${founded}），请核对。`,
  'organisation/wrong-kind': ({ expected, found }) => `这个命令只能在${expected}群使用，本群是${found}群。`,
  'organisation/none': () => '您还不在任何已绑定组织的名册中。请先在支部群里绑定，或请书记把您加入名册。',
  'organisation/several': ({ names }) =>
    `您在多个组织的名册中（${names.join('、')}），请到相应的群里发送这个命令。`,
  'office/not-here': ({ office, kind, offered }) =>
    `${kind}没有“${office}”这一职务，可以登记：${offered.join('、')}。`,
  'office/no-union': ({ office, unions }) =>
    unions.length === 0
      ? `“${office}”是工会职务，本支部还没有工会。请先在工会群里绑定：/绑定 工会 工会名称 上级=支部名称`
      : `“${office}”是工会职务，本支部有多个工会（${unions.join('、')}），请到相应的工会群里登记。`,
  'office/not-held': ({ name, office }) => `${name}现在没有担任${office}，没有变化。`,
  'standing/not-here': ({ standing, kind, offered }) =>
    `${kind}名册没有“${standing}”这种状态，可选：${offered.join('、')}。`,
  'standing/needs-two-documents': ({ name, given }) =>
    `不计算在应到会人数，须经上级党组织同意并经党员大会通过，缺一项就仍计入。${given.length === 0 ? '没有写明文号' : `只写了：${given.join('、')}`}。请写成：/党员 状态 ${name} 不计算在应到会人数 依据=局党委〔2026〕3号、D2026-002 原因=年老体弱卧床`,
  'standing/needs-reason': ({ reasons }) =>
    `不计算在应到会人数只限五种情形，请写明：原因=…，可选：${reasons.join('、')}。`,
  'standing/no-end': ({ standing }) =>
    `“${standing}”不能预先写结束日期，请在改变时另行登记。可以写“至=”的有：留党察看、权利中止、不计算在应到会人数。`,
  'standing/ends-before': ({ from, until }) => `结束日期（${until}）须在开始日期（${from}）之后。`,
  'standing/not-probationary': ({ name, standing }) =>
    `${name}现在是${standing}，不是预备党员，不能转正。用 /党员 名册 可以核对。`,
  'member/not-in-group': ({ name }) =>
    `本群成员中没有“${name}”。请先把他拉入本群，再登记转入；已在名册中的，用 /党员 状态。`,
  'member/several-in-group': ({ name, count }) =>
    `本群有${count}位“${name}”，分不清是哪一位。请让其中一位改成带部门的群昵称后再登记。`,
  'member/unknown': ({ name, similar }) =>
    `名册中没有“${name}”。${similar.length > 0 ? `是不是：${similar.join('、')}？` : '用 /党员 名册 可以查看名册。'}`,
  'member/ambiguous': ({ name, count }) => `名册中有${count}位“${name}”，请在卡片中选择。`,
  'member/already': ({ name, what }) => `${name}已经是${what}，没有变化。`,
  'roster/empty': () => '没有读到群成员。请确认助手仍在群里，然后再试。',
  'group/unknown': ({ name, known }) =>
    `没有名为“${name}”的党小组。${known.length > 0 ? `现有：${known.join('、')}。` : '可以先新建：/党小组 新建 名称 组长=姓名 成员=姓名、姓名'}`,
  'group/exists': ({ name }) => `党小组“${name}”已经存在。`,
  'permission/denied': ({ roles }) => `该事项仅限${roles.map((role) => roleWords[role]).join('、')}办理。`,
  'permission/not-on-roster': ({ organisation }) =>
    organisation === ''
      ? '您还不在名册中，请联系支部书记或组织委员加入名册。'
      : `您不在${organisation}的名册中，请联系支部书记或组织委员。`,
}
