import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { repeat } from 'lit/directives/repeat.js';
import { JsonRpc } from 'jsonrpc';
import { connectionState } from 'connection-state';
import { render } from './tailsrv-ansi.js';
import { Lines, matching } from './tailsrv-lines.js';
import { PATIENCE_MILLIS, REFRESH_MILLIS, Refresh } from './tailsrv-refresh.js';
import { Series, count } from './tailsrv-series.js';
import './qwc-tailsrv-connections.js';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/icon';
import '@vaadin/select';
import '@vaadin/text-field';

const READ_MILLIS = 250;

/** A view that is not asked is forgotten by the server after 30 seconds. */
const LEASE_MILLIS = 25000;

/**
 * A server's file as it grows, and who is connected to it.
 */
export class QwcTailsrvFile extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);
    _refresh = new Refresh(this, () => this._askForServers());

    static styles = css`
        :host {
            display: flex;
            flex-direction: column;
            gap: 10px;
            height: 100%;
            padding: 0 20px;
            box-sizing: border-box;
        }
        .bar {
            display: flex;
            flex-wrap: wrap;
            align-items: center;
            gap: 10px 20px;
        }
        .figure {
            display: inline-flex;
            align-items: center;
            gap: 5px;
        }
        .lines {
            flex: 1;
            min-height: 200px;
            overflow: auto;
            padding: 5px 10px;
            border: 1px solid var(--lumo-contrast-20pct);
            border-radius: var(--lumo-border-radius-m);
            font-family: monospace;
            font-size: var(--lumo-font-size-s);
            line-height: 1.4;
        }
        .line {
            white-space: pre;
            min-height: 1.4em;
        }
        .wrap .line {
            white-space: pre-wrap;
            overflow-wrap: anywhere;
        }
        .mark {
            margin: 5px 0;
            border-top: 1px dashed var(--lumo-primary-color);
            color: var(--lumo-primary-text-color);
            text-align: center;
        }
        .problem {
            color: var(--lumo-error-text-color);
        }
        .connections {
            max-height: 35%;
            overflow: auto;
        }
    `;

    static properties = {
        _servers: { state: true },
        _name: { state: true },
        _shown: { state: true },
        _problem: { state: true },
        _error: { state: true },
        _paused: { state: true },
        _follow: { state: true },
        _wrap: { state: true },
        _filter: { state: true }
    };

    constructor() {
        super();
        this._follow = true;
        this._paused = false;
        this._wrap = false;
        this._filter = '';
        this._begin();
    }

    connectedCallback() {
        super.connectedCallback();
        this._timer = setInterval(() => this._read(), READ_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    hotReload() {
        this._begin();
        this._refresh.now();
    }

    render() {
        const server = this._server;
        if (!server) {
            return html`<span>${this._error ?? (this._servers
                ? html`There is no server: is <code>quarkus.tailsrv.file</code> set, and the server active?` : 'Loading...')}</span>`;
        }
        const problem = this._error ?? this._problem ?? server.problem;
        return html`
            <div class="bar">
                ${this._servers.length < 2 ? '' : html`
                    <vaadin-select label="Server" .items="${this._servers.map(({ name }) => ({ label: name, value: name }))}"
                        .value="${server.name}" @value-changed="${event => this._select(event.detail.value)}"></vaadin-select>`}
                <strong>${server.file}</strong>
                <span>${server.state.toLowerCase()} on ${server.address}</span>
            </div>
            <div class="bar">
                <span class="figure">Bytes a second ${this._figures.bytes.render('Bytes a second')}</span>
                <span class="figure">Lines a second, about ${this._figures.lines.render('Lines a second', count)}</span>
                <span class="figure">Greatest lag ${this._figures.lag.render('Greatest lag')}</span>
            </div>
            <div class="bar">
                <vaadin-button theme="small" @click="${this._pause}">
                    <vaadin-icon icon="font-awesome-solid:${this._paused ? 'play' : 'pause'}"></vaadin-icon>
                    ${this._paused ? 'Go on' : 'Pause'}
                </vaadin-button>
                <vaadin-checkbox label="Follow" .checked="${this._follow}" @checked-changed="${event => this._follow = event.detail.value}"></vaadin-checkbox>
                <vaadin-checkbox label="Wrap lines" .checked="${this._wrap}" @checked-changed="${event => this._wrap = event.detail.value}"></vaadin-checkbox>
                <vaadin-text-field placeholder="Show lines that contain" clear-button-visible .value="${this._filter}"
                    @value-changed="${event => this._filter = event.detail.value}"></vaadin-text-field>
            </div>
            ${problem ? html`<span class="problem">${problem}</span>` : ''}
            <div class="lines ${this._wrap ? 'wrap' : ''}" tabindex="0" @scroll="${this._scrolled}">
                ${repeat(matching(this._shown, this._filter), line => line.number, line => line.mark
                    ? html`<div class="mark">${line.mark}</div>`
                    : html`<div class="line">${render(line.spans)}</div>`)}
            </div>
            <div class="connections">
                <qwc-tailsrv-connections .servers="${this._sampled}"></qwc-tailsrv-connections>
            </div>
        `;
    }

    updated() {
        if (this._follow) {
            const lines = this.shadowRoot.querySelector('.lines');
            lines?.scrollTo(lines.scrollLeft, lines.scrollHeight);
            this._scrollTop = lines?.scrollTop; // lower where lines were taken out
        }
    }

    get _server() {
        return this._servers?.find(server => server.name === this._name) ?? this._servers?.[0];
    }

    /** Whoever scrolls up wants to stay there. */
    _scrolled(event) {
        const { scrollTop } = event.target;
        if (scrollTop < this._scrollTop) {
            this._follow = false;
        }
        this._scrollTop = scrollTop;
    }

    _pause() {
        this._paused = !this._paused;
        this._show();
    }

    _select(name) {
        if (name) {
            this._name = name;
            this._read();
        }
    }

    /** Forgets what was shown, and begins with the file's last lines. */
    _begin() {
        this._view = crypto.getRandomValues(new Uint32Array(2)).join('-'); // randomUUID is there for https only
        this._lines = new Lines();
        this._askedAt = null;
        this._answeredAt = performance.now();
        this._problem = null;
        this._figures = { bytes: new Series(), lines: new Series(), lag: new Series() };
        this._recent = { lines: 0, length: 0, skipped: 0 };
        this._before = null;
        this._sampled = [];
        if (!this._paused) {
            this._shown = [];
        }
    }

    _read() {
        const now = performance.now();
        const server = this._server;
        if (server && server.name !== this._viewed) { // another one was chosen, or the one that was shown was removed
            this._begin();
            this._viewed = server.name;
            this._shown = [];
        }
        if (!server || connectionState.current.isDisconnected || this._askedAt && now - this._askedAt < PATIENCE_MILLIS) {
            return;
        }
        if (now - this._answeredAt > LEASE_MILLIS) { // the browser lets pages sleep that nobody sees
            this._begin();
        }
        const view = this._view;
        this._askedAt = now;
        this.jsonRpc.read({ server: server.name, view })
            .then(response => view === this._view && this._received(response.result))
            .catch(response => view === this._view && this._failed(response));
    }

    _received(excerpt) {
        this._askedAt = null;
        this._answeredAt = performance.now();
        this._problem = excerpt.problem;
        this._recent.lines += excerpt.lines.length;
        this._recent.length += excerpt.lines.reduce((sum, line) => sum + line.length + 1, 0);
        this._recent.skipped += excerpt.skipped;
        if (this._lines.add(excerpt)) {
            this._show();
        }
    }

    _failed(response) {
        this._askedAt = performance.now(); // asks again later
        this._problem = response.error.message;
    }

    _show() {
        if (!this._paused) {
            this._shown = this._lines.snapshot();
        }
    }

    _askForServers() {
        return this.jsonRpc.servers().then(response => {
            this._servers = response.result;
            this._error = null;
            if (this._server) {
                this._name = this._server.name; // another server that is added does not take its place
                this._sample(this._server, performance.now());
            }
        }).catch(response => this._error = response.error.message);
    }

    /** What has changed since the last refresh, as figures a second. */
    _sample(server, at) {
        const before = this._before;
        if (before && at - before.at < REFRESH_MILLIS / 2) { // answers that were late came at once
            return;
        }
        const { lines, length, skipped } = this._recent;
        if (before) {
            const seconds = (at - before.at) / 1000;
            const grown = server.generation === before.generation ? server.length - before.length : server.length;
            this._figures.bytes.add(Math.max(0, grown) / seconds);
            this._figures.lines.add(length ? lines * (length + skipped) / length / seconds : 0);
            this._figures.lag.add(Math.max(0, ...server.connections.map(connection => connection.lag)));
        }
        this._sampled = [server]; // a new one each time, and only then: the connections have figures of their own
        this._before = { at, length: server.length, generation: server.generation };
        this._recent = { lines: 0, length: 0, skipped: 0 };
    }
}

customElements.define('qwc-tailsrv-file', QwcTailsrvFile);
