// What the benchmark measured, as Vega-Lite specifications: lines through the medians, by number of clients also a dot for each
// single measurement.
import { colour } from './colours.mjs'

const TAILSRV = { name: 'tailsrv', label: 'tailsrv 0.9.3', colour: 'second' }

const OTHERS = [
  { name: 'app', label: 'this extension, JDK 17', colour: 'first' },
  TAILSRV,
  { name: 'socat', label: 'socat 1.7.4.4 and tail', colour: 'third' },
  { name: 'C', label: 'a server in C', colour: 'fourth' },
]

/** How this extension is run. */
const FORMS = [
  { name: 'app', label: 'JDK 17', colour: 'first' },
  { name: 'aot', label: 'JDK 25, AOT cache', colour: 'third' },
  { name: 'native', label: 'native binary', colour: 'fourth' },
  TAILSRV,
]

const config = {
  background: colour('background'),
  font: 'sans-serif',
  view: { stroke: null },
  title: { color: colour('text'), subtitleColor: colour('text'), anchor: 'start', fontSize: 13, subtitleFontSize: 11 },
  axis: {
    labelColor: colour('text'), titleColor: colour('text'), titleFontWeight: 'normal',
    domainColor: colour('text'), tickColor: colour('text'), gridColor: colour('faint'),
  },
  legend: { labelColor: colour('text'), title: null, orient: 'bottom', labelFontSize: 12, labelLimit: 0, symbolOpacity: 1 },
}

const CLIENTS = {
  field: 'clients', type: 'quantitative', scale: { type: 'log' },
  axis: { title: 'clients', values: [1, 10, 100, 1000, 10000], format: ',d', grid: false },
}
const SECONDS = {
  field: 'second', type: 'quantitative', scale: { domain: [0, 60] },
  axis: { title: 'seconds since the start', tickCount: 6, grid: false },
}

/**
 * @param y the axis: its title, and whether it is logarithmic
 * @param measured which figure of which group
 */
function lines(title, x, y, measured) {
  const scale = y.log ? { type: 'log', nice: false, padding: 10 } : { zero: true }
  const axes = { x, color: { field: 'server', type: 'nominal' } }
  const value = { type: 'quantitative', scale, axis: { title: y.title, tickCount: 6 } }
  const medians = { ...axes, y: { aggregate: 'median', field: 'value', ...value } }
  return {
    title, width: 300, height: 220,
    transform: [{ filter: { and: Object.entries(measured).map(([field, equal]) => ({ field, equal })) } }],
    layer: [
      { mark: 'line', encoding: medians },
      ...x === CLIENTS ? [
        { mark: { type: 'point', size: 14, opacity: 0.5 }, encoding: { ...axes, y: { field: 'value', ...value } } },
        { mark: { type: 'point', filled: true, size: 40 }, encoding: medians },
      ] : [],
    ],
  }
}

const firstMinute = (title, clients) =>
  lines(title, SECONDS, { title: 'ms', log: true }, { group: 'first-minute', figure: 'p99 of a second, ms', clients })

const PICTURES = [
  {
    name: 'throughput', measured: 'clients', servers: OTHERS, plots: [
      lines('Throughput, while they catch up', CLIENTS, { title: 'GB/s, all together' },
        { group: 'catch-up', figure: 'throughput, GB/s' }),
      lines('CPU time for that', CLIENTS, { title: 'seconds for each GB' },
        { group: 'catch-up', figure: 'CPU, s for each GB' }),
    ],
  },
  {
    name: 'delay', measured: 'clients', servers: OTHERS, plots: [
      lines('How long a line takes: the median', CLIENTS, { title: 'ms', log: true }, { group: 'clients', figure: 'p50, ms' }),
      lines('The slowest of a hundred', CLIENTS, { title: 'ms', log: true }, { group: 'clients', figure: 'p99, ms' }),
    ],
  },
  {
    name: 'costs', measured: 'clients', servers: OTHERS, plots: [
      lines('CPU, at 100 lines/s', CLIENTS, { title: '% of a core', log: true },
        { group: 'clients', figure: 'CPU, % of a core' }),
      lines('Memory, while nothing is sent', CLIENTS, { title: 'MiB', log: true },
        { group: 'idle', figure: 'memory of the server, MiB' }),
    ],
  },
  {
    name: 'first-minute', measured: 'start', servers: FORMS, plots: [
      firstMinute('The slowest of a hundred lines: 1 client', 1),
      firstMinute('100 clients', 100),
    ],
  },
]

/** The measurements in the units of the axes too. */
const inUnitsOfAxes = rows => rows.flatMap(row => [row, ...inOtherUnits(row)])

function inOtherUnits(row) {
  if (row.figure.endsWith(', µs')) {
    const figure = row.figure.replace(', µs', row.second > 0 ? ' of a second, ms' : ', ms')
    return [{ ...row, figure, value: row.value / 1000 }]
  }
  const each = /([\d,]+) MiB each/.exec(row.work)
  if (row.figure === 'CPU, s' && each) {
    const gigabytes = Number(each[1].replace(',', '')) * row.clients * 2 ** 20 / 1e9
    return [{ ...row, figure: 'CPU, s for each GB', value: row.value / gigabytes }]
  }
  return []
}

/**
 * @param measurements of a directory: all rows, and when and how they were measured
 */
export const pictures = measurements => PICTURES.map(({ name, measured, servers, plots }) => {
  const { rows, about } = measurements(measured)
  const labels = Object.fromEntries(servers.map(server => [server.name, server.label]))
  const values = inUnitsOfAxes(rows.filter(row => labels[row.server])).map(row => ({ ...row, server: labels[row.server] }))
  const range = { domain: servers.map(server => server.label), range: servers.map(server => colour(server.colour)) }
  return {
    name,
    plot: {
      title: { text: [], subtitle: [about.machine, ...about.software ? [about.software] : [], `${about.date}, medians of ${about.rounds} rounds`] },
      data: { values }, config, bounds: 'flush', spacing: 60, hconcat: plots.map(plot => inColours(plot, range)),
    },
  }
})

const inColours = (plot, scale) => ({
  ...plot,
  layer: plot.layer.map(layer => ({
    ...layer, encoding: { ...layer.encoding, color: { ...layer.encoding.color, scale } },
  })),
})
