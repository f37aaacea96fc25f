import { connectionState } from 'connection-state';

export const REFRESH_MILLIS = 1000;

/** What was asked longer ago is not answered any more: the application has restarted meanwhile. */
export const PATIENCE_MILLIS = 5000;

/**
 * Asks a question once a second while its page is shown, and one at a time: otherwise unanswered questions
 * would pile up.
 */
export class Refresh {

    /**
     * @param page a Lit element
     * @param ask returns a promise that does not fail
     */
    constructor(page, ask) {
        this._ask = ask;
        page.addController(this);
    }

    hostConnected() {
        this.now();
        this._timer = setInterval(() => this.now(), REFRESH_MILLIS);
    }

    hostDisconnected() {
        clearInterval(this._timer);
    }

    now() {
        const now = performance.now();
        if (connectionState.current.isDisconnected || this._askedAt && now - this._askedAt < PATIENCE_MILLIS) {
            return;
        }
        this._askedAt = now;
        this._ask().finally(() => this._askedAt = null);
    }
}
