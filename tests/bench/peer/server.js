// SPDX-License-Identifier: Apache-2.0
// A plain service: POST JSON, check it, write the rows of capture.sql through a pool of pg, answer JSON. FORM says
// whether as BEGIN, one statement after the other, COMMIT, or as one CTE. PROCESSES workers share the port.
'use strict'
const cluster = require('node:cluster')
const crypto = require('node:crypto')
const fs = require('node:fs')

const TYPES = { n: '::bigint', agent: '::bigint', principal: '::text', blob: '', tokens: '' }

if (cluster.isPrimary) {
  for (let i = 0; i < Number(process.env.PROCESSES); i++) cluster.fork()
  process.on('SIGTERM', () => process.exit(0))
} else {
  serve()
}

// ":name" of pgbench as "$1" of pg, and the names in that order.
function statement (text, nth) {
  const names = []
  const sql = text.replace(/(?<!:):([a-z]\w*)/g, (all, name) => {
    if (!names.includes(name)) names.push(name)
    return '$' + (names.indexOf(name) + 1) + TYPES[name.replace(/\d+$/, '')]
  })
  return { name: 's' + nth, text: sql, names }
}

function cte (texts) {
  const parts = []
  const reads = []
  texts.forEach((text, n) => {
    const reading = text.startsWith('SELECT')
    parts.push(`s${n} AS (${text}${reading ? '' : ' RETURNING 1'})`)
    if (reading) reads.push(`(SELECT count(*) FROM s${n})`)
  })
  return 'WITH ' + parts.join(',\n') + '\nSELECT ' + reads.join(', ')
}

function serve () {
  const { Pool } = require('pg')
  const values = JSON.parse(fs.readFileSync('values.json'))
  const texts = fs.readFileSync('capture.sql', 'utf8').split('\n').filter(line => !line.startsWith('--')).join('\n')
    .split('\n\n').map(text => text.trim()).filter(text => text)
  const statements = (process.env.FORM === 'cte' ? [cte(texts)] : texts).map(statement)
  const pool = new Pool({ max: 16 })
  const blindKey = crypto.randomBytes(32)
  const app = require('fastify')({ logger: false })
  const run = (client, one, row) =>
    client.query({ name: one.name, text: one.text, values: one.names.map(name => name in row ? row[name] : values[name]) })

  async function write (row) {
    const client = await pool.connect()
    try {
      if (statements.length > 1) await client.query('BEGIN')
      for (const one of statements) await run(client, one, row)
      if (statements.length > 1) await client.query('COMMIT')
    } catch (error) {
      if (statements.length > 1) await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }

  const schema = {
    body: {
      type: 'object',
      required: ['phone', 'sourceChannel'],
      properties: { phone: { type: 'string', maxLength: 40 }, name: { type: 'string', maxLength: 120 }, sourceChannel: { type: 'string' } }
    }
  }
  app.get('/ready', async () => ({ ready: true }))
  app.post('/*', { schema }, async (request) => {
    const n = request.body.phone.replace(/\D/g, '').slice(-9)
    const blind = crypto.createHmac('sha256', blindKey).update(request.body.phone).digest('hex')
    await write({ n, agent: 1 + Number(n) % values.agents })
    return { lead: { state: 'ASSIGNED', sourceChannel: request.body.sourceChannel, phoneMasked: '+86139****0002', source: 'bench', product: 'planner', score: 45, grade: 'B', blind } }
  })
  app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
}
