import { avatar, h } from '../dom.js'
import { nameOf } from '../state.js'

/** A person as a small chip. @param {string} id @param {boolean} [named] */
export const personChip = (id, named = true) =>
  h(
    'span',
    { class: 'person-chip', title: nameOf(id) },
    avatar(nameOf(id), 'tiny'),
    named ? h('span', null, nameOf(id)) : null,
  )
