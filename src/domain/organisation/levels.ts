/** More levels of superiors than any enterprise has: whoever follows them stops here, even in a circle. */
export const MOST_LEVELS = 20
