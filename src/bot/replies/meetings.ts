import type { MeetingRefusals } from '../../domain/meetings/refusals.ts'
import type { Replies } from './replies.ts'

export const meetingReplies: Replies<MeetingRefusals> = {
  'meeting/cancelled': ({ number }) => `会议 ${number} 已取消，不能再办理。需要召开的请重新安排：/会议 新建`,
  'meeting/held': ({ number }) => `会议 ${number} 已召开，不能再办理此项。`,
  'meeting/kind-not-served': ({ kind }) =>
    `“${kind}”没有办理流程，不生成清单。召开后请直接补录：/会议 补录 ${kind} 日期`,
  'meeting/not-here': ({ kind, where }) => `“${kind}”请到${where}群里安排。`,
  'meeting/topics': ({ kind, min, max, given }) =>
    `${kind}应确定${min}至${max}个议题，现有${given}个，请调整后再安排。`,
  'meeting/no-form': ({ kind }) =>
    `“形式=”只用于组织生活会（以党员大会、支委会或党小组会的形式召开），${kind}不用填写。`,
  'meeting/own-group-only': ({ groups }) =>
    `党小组长只能安排本小组的党小组会${groups.length > 0 ? `（${groups.join('、')}）` : ''}，其他会议请书记或组织委员安排。`,
  'make-up/not-needed': ({ label, period }) => `${period}${label}已经完成或不作要求，不需要补开。`,
  'make-up/not-over': ({ label, period, end }) =>
    `${period}还没有结束（到${end}），在期内召开的${label}按期计算，不用写“补开=”。`,
  'make-up/too-late': ({ label, period, until }) =>
    `${period}${label}的补开时限是${until}，已经超过，不能再登记为补开；按实际召开的周期计算。`,
  'backfill/recorded': ({ number }) => `当天的同类会议已经登记为召开（${number}），没有重复登记。`,
  'backfill/ahead': ({ date }) => `${date}还没有到，不能补录。安排会议请用：/会议 新建`,
  'backfill/before-foundation': ({ founded }) => `补录日期早于成立日期（${founded}），请核对。`,
  'backfill/too-late': ({ label, period, until }) =>
    `${period}${label}的补录时限是${until}，已经超过，不能再补录。确有召开的，请报上级并留存纸质记录。`,
  'backfill/figures': ({ eligible, attended }) => `实到${attended}人多于应到${eligible}人，请核对。`,
  'meeting/exists': ({ number }) =>
    `同一时间的同类会议已经安排（${number}）。如需更改，请用：/会议 改期 ${number} 新时间`,
  'meeting/same-time': ({ number }) => `会议 ${number} 本来就是这个时间，没有改动。`,
  'meeting/nothing-to-publish': ({ number }) =>
    `会议 ${number} 没有待公布的决议：没有通过的表决，或已经公布。查看表决：/表决 结果`,
  'attendance/already': ({ at }) => `您已于${at}签到，没有重复登记。`,
  'attendance/not-opened': ({ number }) => `会议 ${number} 还没有开始签到，请书记或组织委员先发送：/签到`,
}
