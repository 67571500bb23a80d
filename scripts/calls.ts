/** `npm run layers`, second half: fails when a file of src/ or sandbox/ makes a call that its folder must not make. */
import { globSync, readFileSync } from 'node:fs'
import { forbiddenCalls } from './forbidden-calls.ts'

const paths = globSync(['src/**/*.ts', 'sandbox/**/*.ts']).map((path) => path.replaceAll('\\', '/'))
const found = paths.flatMap((path) => forbiddenCalls(path, readFileSync(path, 'utf8')))
for (const { path, line, what, rule } of found) console.error(`${path}:${line} ${what} (${rule})`)
console.log(`${paths.length} files, ${found.length} forbidden calls`)
// No file at all means that the pattern is wrong, not that the code is clean.
if (found.length > 0 || paths.length === 0) process.exitCode = 1
