import { LitElement, html, css } from 'lit';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import { JsonRpc } from 'jsonrpc';
import { REFRESH_MILLIS } from './tailsrv-refresh.js';
import { Series } from './tailsrv-series.js';
import '@vaadin/button';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import '@vaadin/icon';

/**
 * Who is connected to some servers, how far each has got, and how that changes.
 */
export class QwcTailsrvConnections extends LitElement {

    jsonRpc = new JsonRpc('quarkus-tailsrv', false);

    static styles = css`
        .problem {
            color: var(--lumo-error-text-color);
        }
        vaadin-button {
            cursor: pointer;
            margin: 0;
        }
    `;

    static properties = {
        /** As the server told them, once a second. */
        servers: { attribute: false },
        _closing: { state: true },
        _error: { state: true }
    };

    constructor() {
        super();
        this.servers = [];
        this._closing = new Set();
        this._rows = new Map();
    }

    willUpdate(changed) {
        if (changed.has('servers')) {
            this._sample(performance.now());
        }
    }

    render() {
        const several = this.servers.length > 1;
        return html`
            ${this._error ? html`<p class="problem">${this._error}</p>` : ''}
            ${this._rows.size === 0 ? html`<span>Nobody is connected.</span>` : html`
                <vaadin-grid .items="${[...this._rows.values()]}" theme="no-border compact" all-rows-visible>
                    <vaadin-grid-sort-column header="Server" path="server" auto-width flex-grow="0" ?hidden="${!several}"></vaadin-grid-sort-column>
                    <vaadin-grid-sort-column header="Client" path="client" auto-width flex-grow="0"></vaadin-grid-sort-column>
                    <vaadin-grid-sort-column header="Since" path="since" width="9rem" flex-grow="0" ${columnBodyRenderer(this._since, [])}></vaadin-grid-sort-column>
                    <vaadin-grid-sort-column header="From byte" path="startOffset" width="8rem" flex-grow="0" text-align="end"></vaadin-grid-sort-column>
                    <vaadin-grid-sort-column header="Position" path="position" width="8rem" flex-grow="0" text-align="end"></vaadin-grid-sort-column>
                    <vaadin-grid-sort-column header="Lag" path="lag" width="14rem" flex-grow="0" ${columnBodyRenderer(this._lag, [])}></vaadin-grid-sort-column>
                    <vaadin-grid-sort-column header="Bytes a second" path="rate" width="14rem" flex-grow="0" ${columnBodyRenderer(this._rate, [])}></vaadin-grid-sort-column>
                    <vaadin-grid-column width="7rem" flex-grow="0" frozen-to-end ${columnBodyRenderer(this._button, [this._closing])}></vaadin-grid-column>
                </vaadin-grid>`}
        `;
    }

    _since(row) {
        return html`<span title="${row.since}">${new Date(row.since).toLocaleTimeString()}</span>`;
    }

    _lag(row) {
        return row.lags.render('Lag');
    }

    _rate(row) {
        return row.rates.render('Bytes a second');
    }

    _button(row) {
        return html`
            <vaadin-button theme="small" ?disabled="${this._closing.has(row.key)}" @click="${() => this._close(row)}">
                <vaadin-icon icon="font-awesome-solid:xmark"></vaadin-icon> Close
            </vaadin-button>`;
    }

    _close(row) {
        this._error = null;
        this._closing = new Set(this._closing).add(row.key);
        this.jsonRpc.close({ server: row.server, id: row.id }).catch(response => {
            this._error = response.error.message;
            this._closing = new Set([...this._closing].filter(key => key !== row.key));
        });
    }

    _sample(now) {
        const rows = new Map();
        for (const server of this.servers) {
            for (const connection of server.connections) {
                const key = `${connection.id} ${server.name}`;
                const before = this._rows.get(key);
                const row = { ...connection, key, server: server.name, at: now,
                    lags: before?.lags ?? new Series(), rates: before?.rates ?? new Series() };
                if (before && now - before.at < REFRESH_MILLIS / 2) { // answers that were late came at once
                    row.at = before.at;
                    row.bytesSent = before.bytesSent;
                    row.rate = before.rate;
                } else {
                    row.rate = before ? Math.max(0, row.bytesSent - before.bytesSent) * 1000 / (now - before.at) : 0;
                    row.lags.add(row.lag);
                    row.rates.add(row.rate);
                }
                rows.set(key, row);
            }
        }
        this._rows = rows;
        this._closing = new Set([...this._closing].filter(key => rows.has(key)));
    }
}

customElements.define('qwc-tailsrv-connections', QwcTailsrvConnections);
