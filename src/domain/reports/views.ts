/** Views of a report; refs as of a request: `id|revision` in the superior's group, the id in the branch. */
export const reportViews = {
  superior: 'report.superior',
  branch: 'report.branch',
  returned: 'report.returned',
} as const
