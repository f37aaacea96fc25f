package io.quarkiverse.tailsrv.runtime.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.lines.Items;
import io.quarkiverse.tailsrv.runtime.resume.Peer;
import io.vertx.core.AbstractVerticle;

/**
 * One subscription. It is a verticle, so that it has an event loop of its own choice, and ends with its Vert.x.
 *
 * @param <T> what the stream is of
 */
final class Stream<T> extends AbstractVerticle implements Delivery.Source<T>, Reader.Listener {

    private final Clients clients;
    private final ClientSettings settings;
    private final Reports reports;
    private final Delivery<T> delivery;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private TailPosition from;
    private Items<T> items;
    private Reader<T> reader;
    private String deployment;
    private boolean ended;

    Stream(Clients clients, ClientSettings settings, Reports reports, Flow.Subscriber<? super T> subscriber) {
        this.clients = clients;
        this.settings = settings;
        this.reports = reports;
        this.delivery = new Delivery<>(subscriber, this);
    }

    /** Begins to connect, once the event loop has been found. */
    void begin(TailPosition position, Items<T> made) {
        from = position;
        items = made;
        clients.start(this);
    }

    Delivery<T> delivery() {
        return delivery;
    }

    @Override
    public void start() {
        reports.statistics().subscribed();
        reader = new Reader<>(new Peer(vertx, settings.connecting().endpoint()), settings, reports, items, this);
        delivery.start(action -> context.runOnContext(run -> action.run()));
        if (!ended) {
            reader.start(from);
        }
    }

    /** Vert.x is closed. */
    @Override
    public void stop() {
        delivery.complete();
    }

    /** On the event loop. */
    synchronized void deployed(String id) {
        deployment = id;
        if (ended) {
            undeploy();
        }
    }

    private void undeploy() {
        vertx.undeploy(deployment).onComplete(done -> gone.complete(null));
    }

    /** Completed when Vert.x has let go of it. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** There is no event loop. */
    void notDeployed(Throwable cause) {
        gone.complete(null);
        delivery.fail(cause);
        delivery.start(Runnable::run);
    }

    @Override
    public T next() {
        try {
            return reader.next();
        } catch (TailClientException e) { // of a line that is too long
            throw e;
        } catch (RuntimeException | Error e) {
            throw new TailClientException("Tail client \"" + reports.client() + "\" has failed: " + e, e);
        }
    }

    @Override
    public void more() {
        delivery.pump();
    }

    @Override
    public void failed(TailClientException cause) {
        delivery.fail(cause);
    }

    @Override
    public synchronized void ended() {
        ended = true;
        if (reader != null) {
            reader.close();
            reports.statistics().ended();
        }
        if (deployment != null) {
            undeploy();
        }
    }
}
