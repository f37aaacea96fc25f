// Draws all pictures into the directory that is given.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { instance } from '@viz-js/viz'
import * as vega from 'vega'
import { compile } from 'vega-lite'
import { colour, withColours } from './colours.mjs'
import { pictures } from './plots.mjs'

const target = process.argv[2]

/** What Graphviz draws has classes. */
const DIAGRAM = `
  text { fill: ${colour('text')} }
  .graph > polygon { fill: ${colour('background')} }
  .cluster path { fill: none; stroke: ${colour('text')}; stroke-dasharray: 2 3 }
  .node path { fill: ${colour('room')}; stroke: ${colour('faint')} }
  .edge path { stroke: ${colour('text')} }
  .edge polygon { fill: ${colour('text')}; stroke: ${colour('text')} }
`

const viz = await instance()
for (const file of readdirSync('diagrams')) {
  const svg = viz.renderString(readFileSync(join('diagrams', file), 'utf8'), { format: 'svg' })
  writeFileSync(join(target, file.replace('.dot', '.svg')), withColours(svg.slice(svg.indexOf('<svg')), DIAGRAM))
}

const table = (...path) => vega.read(readFileSync(join('results', ...path), 'utf8'), { type: 'csv', parse: 'auto' })

const measurements = directory => ({
  rows: table(directory, 'figures.csv'),
  about: Object.fromEntries(table(directory, 'about.csv').map(fact => [fact.name, fact.value])),
})
for (const { name, plot } of pictures(measurements)) {
  const view = new vega.View(vega.parse(compile(plot).spec), { renderer: 'none' })
  writeFileSync(join(target, `${name}.svg`), withColours(await view.toSVG()))
}
