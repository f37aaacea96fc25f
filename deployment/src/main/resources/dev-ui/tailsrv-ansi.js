import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';

// Readable on light and on dark
const COLORS = ['#7a7a7a', '#d9363e', '#2e9e44', '#b58900', '#3b78d8', '#a64ca6', '#1a9ba1', '#9a9a9a',
    '#999999', '#ff5f67', '#4cc264', '#d7a928', '#6aa0f0', '#c774c7', '#45bfc5', '#bdbdbd'];
const SEQUENCE = /\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])/g;

/**
 * The spans of a line in which a program has written colours for a terminal (ECMA-48, "SGR"). Other control sequences that begin
 * with ESC [ are left out; what else begins with ESC is shown.
 */
export function spans(line) {
    const found = [];
    let style = {};
    let end = 0;
    for (const sequence of line.matchAll(SEQUENCE)) {
        push(found, line.slice(end, sequence.index), style);
        end = sequence.index + sequence[0].length;
        if (sequence[2] === 'm') {
            style = changed(style, codes(sequence[1]));
        }
    }
    push(found, line.slice(end), style);
    return found;
}

export function text(spans) {
    return spans.map(span => span.text).join('');
}

export function render(spans) {
    return spans.map(span => span.styles ? html`<span style=${styleMap(span.styles)}>${span.text}</span>` : span.text);
}

/** The numbers of a sequence. Of those with colons, only colors have a form with semicolons; others are left out. */
function codes(parameters) {
    return parameters.split(';').flatMap(part => {
        const [code, ...rest] = part.split(':');
        if (rest.length === 0) {
            return [Number(code)];
        }
        if (code !== '38' && code !== '48') {
            return [];
        }
        const color = rest[0] === '2' && rest.length > 4 ? ['2', ...rest.slice(2, 5)] : rest; // without the color space
        return [Number(code), ...color.map(Number)];
    });
}

function push(spans, text, style) {
    if (text) {
        spans.push({ text: text.replaceAll('\x1b', '\u241b'), styles: styles(style) });
    }
}

function styles(style) {
    if (Object.keys(style).length === 0) {
        return null;
    }
    const [color, background] = style.inverse
        ? [style.background ?? 'var(--lumo-base-color)', style.color ?? 'var(--lumo-body-text-color)']
        : [style.color, style.background];
    return {
        ...color && { color },
        ...background && { 'background-color': background },
        ...style.bold && { 'font-weight': 'bold' },
        ...style.dim && { opacity: '0.7' },
        ...style.italic && { 'font-style': 'italic' },
        ...style.underline && { 'text-decoration': 'underline' }
    };
}

function changed(before, codes) {
    let style = { ...before };
    while (codes.length > 0) {
        const code = codes.shift();
        if (code === 0) style = {};
        else if (code === 1) style.bold = true;
        else if (code === 2) style.dim = true;
        else if (code === 3) style.italic = true;
        else if (code === 4) style.underline = true;
        else if (code === 7) style.inverse = true;
        else if (code === 22) { delete style.bold; delete style.dim; }
        else if (code === 23) delete style.italic;
        else if (code === 24) delete style.underline;
        else if (code === 27) delete style.inverse;
        else if (code === 38) set(style, 'color', extended(codes));
        else if (code === 39) delete style.color;
        else if (code === 48) set(style, 'background', extended(codes));
        else if (code === 49) delete style.background;
        else if (code >= 30 && code <= 37) style.color = COLORS[code - 30];
        else if (code >= 40 && code <= 47) style.background = COLORS[code - 40];
        else if (code >= 90 && code <= 97) style.color = COLORS[code - 90 + 8];
        else if (code >= 100 && code <= 107) style.background = COLORS[code - 100 + 8];
    }
    return style;
}

function set(style, name, color) {
    if (color) {
        style[name] = color;
    }
}

/** Takes the color that follows 38 or 48: one of 256, or red, green and blue. */
function extended(codes) {
    const kind = codes.shift();
    if (kind === 2) {
        return rgb(...codes.splice(0, 3));
    }
    if (kind !== 5) {
        return null;
    }
    const index = codes.shift();
    if (!(index < 256)) {
        return null;
    }
    if (index < 16) {
        return COLORS[index];
    }
    if (index >= 232) {
        const gray = 8 + (index - 232) * 10;
        return rgb(gray, gray, gray);
    }
    const level = step => step === 0 ? 0 : 55 + step * 40;
    const cube = index - 16;
    return rgb(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

function rgb(red, green, blue) {
    return [red, green, blue].every(value => value >= 0 && value < 256) ? `rgb(${red}, ${green}, ${blue})` : null;
}
