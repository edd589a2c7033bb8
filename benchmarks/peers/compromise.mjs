// Reads JSON Lines of texts, writes for each the spans of people that compromise finds, and at the end its seconds.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const nlp = createRequire(process.argv[2] + '/')('compromise')
let seconds = 0
for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line)
  const began = process.hrtime.bigint()
  const found = nlp(text).people().json({ offset: true, terms: false })
  seconds += Number(process.hrtime.bigint() - began) / 1e9
  console.log(JSON.stringify(found.map((each) => [each.offset.start, each.offset.start + each.offset.length])))
}
console.log(JSON.stringify({ seconds }))
