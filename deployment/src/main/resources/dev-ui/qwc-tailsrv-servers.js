import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import { JsonRpc } from 'jsonrpc';
import { Refresh } from './tailsrv-refresh.js';
import './qwc-tailsrv-connections.js';
import '@vaadin/button';
import '@vaadin/grid';
import '@vaadin/icon';

/**
 * The servers, and who is connected to them, as of now.
 */
export class QwcTailsrvServers extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);
    _refresh = new Refresh(this, () => this._askForServers());

    static styles = css`
        :host {
            display: flex;
            flex-direction: column;
            gap: 10px;
            padding: 0 20px;
        }
        h4 {
            margin: 10px 0 0;
        }
        .problem {
            color: var(--lumo-error-text-color);
        }
        vaadin-button {
            cursor: pointer;
            margin: 0;
        }
    `;

    static properties = {
        _servers: { state: true },
        _changing: { state: true },
        _error: { state: true }, // why there are no servers
        _changeError: { state: true } // of the last click on a button
    };

    hotReload() {
        this._changing = null;
        this._changeError = null;
        this._refresh.now();
    }

    render() {
        if (!this._servers) {
            return html`<span>${this._error ?? 'Loading servers...'}</span>`;
        }
        if (this._servers.length === 0) {
            return html`<span>There is no server: is <code>quarkus.tailsrv.file</code> set, and the server active?</span>`;
        }
        return html`
            <vaadin-grid .items="${this._servers}" theme="no-border" all-rows-visible>
                <vaadin-grid-column header="Server" path="name" auto-width flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column header="State" path="state" width="8rem" flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column header="Address" path="address" auto-width flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column header="File" path="file" auto-width flex-grow="0" resizable></vaadin-grid-column>
                <vaadin-grid-column header="Bytes" path="length" width="8rem" flex-grow="0" text-align="end"></vaadin-grid-column>
                <vaadin-grid-column header="Generation" path="generation" auto-width flex-grow="0" text-align="end"></vaadin-grid-column>
                <vaadin-grid-column width="7rem" flex-grow="0" frozen-to-end ${columnBodyRenderer(this._startOrStop, [this._changing])}></vaadin-grid-column>
            </vaadin-grid>
            ${this._servers.filter(server => server.problem).map(server => html`
                <span class="problem">${server.name}: ${server.problem}</span>`)}
            ${this._changeError ? html`<span class="problem">${this._changeError}</span>` : ''}
            <h4>Connections</h4>
            <qwc-tailsrv-connections .servers="${this._servers}"></qwc-tailsrv-connections>
        `;
    }

    _startOrStop(server) {
        return server.state === 'STOPPED'
            ? this._button(server, 'play', 'Start', () => this.jsonRpc.start({ server: server.name }))
            : this._button(server, 'stop', 'Stop', () => this.jsonRpc.stop({ server: server.name }));
    }

    _button(server, icon, label, action) {
        return html`
            <vaadin-button theme="small" ?disabled="${this._changing === server.name}" @click="${() => this._change(server, action)}">
                <vaadin-icon icon="font-awesome-solid:${icon}"></vaadin-icon> ${label}
            </vaadin-button>`;
    }

    _change(server, action) {
        this._changeError = null;
        this._changing = server.name;
        action().catch(response => this._changeError = response.error.message).finally(() => {
            this._changing = null;
            this._refresh.now();
        });
    }

    _askForServers() {
        return this.jsonRpc.servers()
            .then(response => this._servers = response.result)
            .catch(response => {
                this._servers = null;
                this._error = response.error.message;
            });
    }
}

customElements.define('qwc-tailsrv-servers', QwcTailsrvServers);
