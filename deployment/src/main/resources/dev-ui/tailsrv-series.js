import { html, svg } from 'lit';

const LENGTH = 60;
const WIDTH = 120;
const HEIGHT = 18;

/**
 * The last minute of a figure, a value a second.
 */
export class Series {

    values = [];

    add(value) {
        this.values.push(value);
        if (this.values.length > LENGTH) {
            this.values.shift();
        }
    }

    get last() {
        return this.values.at(-1) ?? 0;
    }

    /** A line as high as its largest value, with the last one as a number behind it. */
    render(label, unit = bytes) {
        const most = Math.max(1, ...this.values);
        const points = this.values.map((value, i) => {
            const x = WIDTH - (this.values.length - 1 - i) * WIDTH / (LENGTH - 1);
            const y = HEIGHT - 1 - value / most * (HEIGHT - 2);
            return `${x.toFixed(1)},${y.toFixed(1)}`;
        });
        return html`
            <svg class="series" width="${WIDTH}" height="${HEIGHT}" role="img"
                    aria-label="${label}: ${unit(this.last)}, at most ${unit(most)} in the last minute">
                <title>at most ${unit(most)} in the last minute</title>
                ${svg`<polyline fill="none" stroke="var(--lumo-primary-color)" points="${points.join(' ')}"></polyline>`}
            </svg>
            <span>${unit(this.last)}</span>`;
    }
}

export function count(value) {
    return Math.round(value).toLocaleString('en');
}

/** With the units that are powers of 1000, and three digits. */
export function bytes(value) {
    for (const unit of ['B', 'kB', 'MB', 'GB']) {
        if (value < 999.5 || unit === 'GB') {
            return `${value < 99.5 && unit !== 'B' ? value.toPrecision(3) : Math.round(value)} ${unit}`;
        }
        value /= 1000;
    }
}
