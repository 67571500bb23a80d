import type { PaperRefusals } from '../../domain/papers/refusals.ts'
import type { Replies } from './replies.ts'

export const paperReplies: Replies<PaperRefusals> = {
  'paper/evidence-missing': ({ label, wanted }) =>
    `“${label}”要有佐证材料${wanted.length > 0 ? `（${wanted.join('、')}）` : ''}才能完成。请点“上传资料”或直接回复清单发送文件；确实没有的，请写明理由后点“免办”。`,
  'paper/private-only': ({ label }) =>
    `“${label}”属于限定人员可见的事项，材料不能发在群里。请撤回该文件，并在与机器人的私聊中发送。`,
  'paper/case-over': ({ number }) => `${number}已经结束，不能再添加材料。`,
  'paper/gone': () => '该材料已按保管期限销毁或已撤下，只保留登记。',
  'paper/final': ({ title }) => `《${title}》已经定稿，不能再修改。`,
  'paper/being-made': ({ title }) => `《${title}》的文件正在生成，请稍候再定稿。`,
  'paper/not-the-signer': ({ roles }) => `该文书由${roles}签发定稿。`,
  'paper/no-such-document': ({ kind, known }) =>
    `没有“${kind}”这种文书。可以生成：${known.join('、') || '无'}。`,
  'paper/blanks': ({ blanks }) => `还有内容没有填写：${blanks.join('、')}。请在卡片上补充后再定稿。`,
  'paper/too-large': ({ size, most }) =>
    `文件有 ${size}，超过平台单个文件 ${most} 的上限，不能在聊天中发送，请联系管理员从服务器取出。`,
  'paper/no-second-person': () =>
    '限定人员可见的材料须由两人确认才能导出，目前知情范围内没有其他任职人员。请先登记任职（如 /党员 任职 李四 组织委员），再重新导出。',
  'paper/not-second-person': () => '复核须由知情范围内的另一名任职人员办理，申请人本人和其他人员不能复核。',
  'paper/second-too-late': () => '复核已超过24小时。请申请人重新导出。',
  'paper/file-wanted': ({ what }) => `${what}须是文件或图片，请直接发送文件，不要发送链接。`,
}
