import { spans, text as plain } from './tailsrv-ansi.js';

const MAX_LINES = 1000;

/**
 * The last lines of a file, and marks between them. However many come, a bounded number is kept.
 */
export class Lines {

    _all = [];
    _unfinished = null;
    _number = 0;
    _generation = 0;

    /** Takes what the server found. Returns whether there is anything new to show. */
    add(excerpt) {
        if (excerpt.generation === 0 && excerpt.problem) {
            return false; // nothing is known now
        }
        const before = this._number;
        const text = this._unfinished?.text;
        if (excerpt.generation > 0 && excerpt.generation !== this._generation) {
            this._mark(`file ${excerpt.generation}`);
            this._generation = excerpt.generation;
        }
        if (excerpt.skipped > 0) {
            this._mark(`${excerpt.skipped.toLocaleString('en')} bytes left out`);
        }
        excerpt.lines.slice(-MAX_LINES).forEach(line => this._push(line));
        this._unfinished = excerpt.unfinished ? this._line(excerpt.unfinished, 'unfinished') : null;
        if (excerpt.over) {
            this._mark(`file ${excerpt.generation} is over: ${excerpt.cause ?? 'no longer served'}`);
            this._generation = 0; // it may be served again
        }
        this._all.splice(0, this._all.length - MAX_LINES);
        return this._number > before || this._unfinished?.text !== text;
    }

    /** As of now, with what is not a whole line yet. */
    snapshot() {
        return this._unfinished ? [...this._all, this._unfinished] : [...this._all];
    }

    _push(content) {
        this._all.push(this._line(content, this._number++));
    }

    _line(content, number) {
        const found = spans(content);
        return { number, spans: found, text: plain(found) };
    }

    _mark(mark) {
        this._all.push({ number: this._number++, mark });
    }
}

/** The lines that contain the text, without regard to case, and the marks. */
export function matching(lines, part) {
    const wanted = part.toLowerCase();
    return lines.filter(line => line.mark || line.text.toLowerCase().includes(wanted));
}
