package io.quarkiverse.tailsrv.runtime.client;

import java.time.Duration;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.lines.Items;
import io.quarkiverse.tailsrv.runtime.resume.Link;
import io.quarkiverse.tailsrv.runtime.resume.Peer;
import io.quarkiverse.tailsrv.runtime.resume.Resumption;
import io.quarkiverse.tailsrv.runtime.resume.SizeSearch;
import io.vertx.core.buffer.Buffer;

/**
 * Keeps a stream connected: finds out where it begins, connects, goes on, and tries again. Belongs to the stream's event loop.
 *
 * @param <T> what the stream is of
 */
final class Reader<T> implements Link.Owner {

    /** Who wants to read. */
    interface Listener {

        /** {@link #next()} may have an item. */
        void more();

        /** There is no further try. */
        void failed(TailClientException cause);
    }

    private static final byte[] NOTHING = {};

    private final Peer peer;
    private final ClientSettings settings;
    private final Reports reports;
    private final Items<T> items;
    private final Listener listener;
    private final Tries tries;
    private final ConnectionLog log;
    private TailPosition from;
    private boolean begun;
    private boolean torn;
    private int questions = SizeSearch.MAX_QUESTIONS;
    private Runnable attempt;
    private Link link;
    private boolean linkedBefore;
    private boolean fetching;
    private Buffer waiting;
    private boolean closed;

    Reader(Peer peer, ClientSettings settings, Reports reports, Items<T> items, Listener listener) {
        this.peer = peer;
        this.settings = settings;
        this.reports = reports;
        this.items = items;
        this.listener = listener;
        this.tries = new Tries(peer.vertx(), settings.connecting().backOff());
        this.log = new ConnectionLog(reports.client());
    }

    void start(TailPosition position) {
        from = position;
        connect();
    }

    /** @return the next item, or null if bytes have to come first, which are asked for */
    T next() {
        T item = items.next();
        while (item == null && waiting != null) {
            Buffer bytes = waiting;
            waiting = null;
            items.received(bytes);
            item = items.next();
        }
        if (item == null && link != null && !fetching) {
            fetching = true;
            link.fetch();
        }
        return item;
    }

    private TailPosition position() {
        return begun ? items.position() : from;
    }

    private void connect() {
        peer.renew();
        if (begun || from.offset() >= 0) {
            resume(position(), false);
        } else {
            torn = true;
            findEnd();
        }
    }

    private void findEnd() {
        SizeSearch search = new SizeSearch(peer, questions, settings.connecting().resumeTimeout(), new SizeSearch.Outcome() {
            @Override
            public void found(long size) {
                resume(TailPosition.at(from.equals(TailPosition.end()) ? size : Math.max(0, size + from.offset())), true);
            }

            @Override
            public void failed(String reason, Throwable cause) {
                questions = Math.max(1, questions / 2); // the server may allow fewer connections
                tryAgain(reason, cause);
            }
        });
        attempt = search::cancel;
        search.start();
    }

    private void resume(TailPosition position, boolean searched) {
        Resumption resumption = new Resumption(peer, position, searched, settings.connecting().resumeTimeout(),
                new Resumption.Outcome() {
                    @Override
                    public void same(Link open, byte[] head, byte[] history, Buffer next) {
                        goOnAt(position, head, history);
                        linked(open, next);
                    }

                    @Override
                    public void another(Link open, Buffer first, String reason) {
                        beginAnother(position, reason);
                        linked(open, first);
                    }

                    @Override
                    public void gone(String reason) {
                        tries.succeeded(); // the server has answered the search
                        tryAgain(reason, null);
                    }

                    @Override
                    public void failed(String reason, Throwable cause) {
                        tryAgain(reason, cause);
                    }
                });
        attempt = resumption::cancel;
        resumption.start();
    }

    private void goOnAt(TailPosition position, byte[] head, byte[] history) {
        if (!begun) {
            begin(position.generation(), position.offset(), head, history);
        }
        if (history.length > 0) {
            succeeded();
        }
    }

    private void beginAnother(TailPosition position, String reason) {
        torn = false;
        begin(position.generation() + 1, 0, NOTHING, NOTHING);
        succeeded();
        tell(new TailGenerationChanged(reports.client(), position.generation() + 1, position.offset(), reason));
    }

    private void succeeded() {
        tries.succeeded();
        log.received();
    }

    private void begin(long generation, long offset, byte[] head, byte[] history) {
        items.begin(generation, offset, head, history, torn);
        begun = true;
        reports.statistics().begun();
    }

    private void linked(Link open, Buffer first) {
        if (closed) { // by the observer; the attempt is cancelled, and the link closed with it
            return;
        }
        attempt = null;
        link = open;
        link.handOver(this);
        fetching = false;
        reports.statistics().connected(linkedBefore);
        linkedBefore = true;
        tell(new TailClientConnected(reports.client(), position()));
        if (first.length() > 0 && !closed) {
            received(first);
        } else {
            listener.more();
        }
    }

    @Override
    public void opened() {
        throw new IllegalStateException("It was open when it was handed over");
    }

    @Override
    public void received(Buffer bytes) {
        fetching = false;
        waiting = bytes;
        succeeded();
        reports.statistics().received(bytes.length());
        listener.more();
    }

    @Override
    public void ended(String reason, Throwable cause) {
        link = null;
        reports.statistics().disconnected();
        tryAgain(reason, cause);
    }

    private void tryAgain(String reason, Throwable cause) {
        attempt = null;
        if (tries.failed()) {
            listener.failed(new TailClientException("Tail client \"" + reports.client() + "\" gives up \""
                    + settings.connecting().endpoint().address() + "\" after " + tries.failures() + " tries in a row: "
                    + reason,
                    cause));
            return;
        }
        Duration pause = tries.pause(this::connect);
        tell(new TailClientDisconnected(reports.client(), position(), reason, pause));
    }

    private void tell(TailClientEvent event) {
        log.write(event, tries.failures());
        reports.tell(event);
    }

    void close() {
        closed = true;
        tries.end();
        if (attempt != null) {
            attempt.run();
        }
        if (link != null) {
            link.close();
            reports.statistics().disconnected();
            link = null;
        }
        peer.close();
    }
}
