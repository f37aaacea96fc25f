// Colours by name. A picture looks for itself whether its reader likes it dark.
const LIGHT = {
  background: '#ffffff', text: '#24292f', faint: '#d8dee4', room: '#eef4fb',
  first: '#0060a8', second: '#c4500a', third: '#00805c', fourth: '#a03c80',
}
const DARK = {
  background: '#0d1117', text: '#e6edf3', faint: '#30363d', room: '#17212e',
  first: '#58a6ff', second: '#ff9a5c', third: '#3fb992', fourth: '#e28cc4',
}

export const colour = name => `var(--${name})`

const rules = colours => Object.entries(colours).map(([name, value]) => `--${name}: ${value};`).join(' ')

/**
 * Gives a picture that uses them their values.
 *
 * @param more rules of style
 */
export function withColours(svg, more = '') {
  const style = `<style>svg { ${rules(LIGHT)} } @media (prefers-color-scheme: dark) { svg { ${rules(DARK)} } }${more}</style>`
  return svg.replace(/<svg[^>]*>/, start => start + style)
}
