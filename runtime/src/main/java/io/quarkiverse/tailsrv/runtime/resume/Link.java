package io.quarkiverse.tailsrv.runtime.resume;

import javax.net.ssl.SSLException;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * One connection that asks for the bytes from an offset on. Bytes come only as they are asked for. Belongs to the stream's
 * event loop. It needs {@link NetSocketInternal} to set the times of TCP's keepalive, which Vert.x does for servers only.
 */
public final class Link {

    /** Who is told what happens. Nothing is told of a link that its owner has closed. */
    public interface Owner {

        /** The header has been sent. Bytes may be fetched. */
        void opened();

        void received(Buffer bytes);

        /**
         * There is no connection, or no longer.
         *
         * @param reason in a few words for an operator
         * @param cause null if the server has closed the connection in an orderly way
         */
        void ended(String reason, Throwable cause);
    }

    /** Of the cause of a failure. */
    private static final int MAX_LENGTH = 200;

    private final Peer peer;
    private final long offset;
    private Owner owner;
    private NetSocket socket;
    private Throwable failure;
    private boolean closed;

    private Link(Peer peer, long offset, Owner owner) {
        this.peer = peer;
        this.offset = offset;
        this.owner = owner;
    }

    static Link open(Peer peer, long offset, Owner owner) {
        return open(peer, offset, Peer.LONG, owner);
    }

    static Link open(Peer peer, long offset, int receiveBuffer, Owner owner) {
        Link link = new Link(peer, offset, owner);
        peer.connect(receiveBuffer).onComplete(link::connected);
        return link;
    }

    private void connected(AsyncResult<NetSocket> result) {
        if (result.failed()) {
            end("can't connect: " + inWords(result.cause()), result.cause());
        } else if (closed) {
            result.result().close();
        } else {
            socket = result.result();
            peer.watch(((NetSocketInternal) socket).channelHandlerContext().channel());
            socket.pause();
            socket.handler(bytes -> owner.received(bytes)).endHandler(end -> ended()).exceptionHandler(this::failed);
            socket.write(offset + "\n"); // if it fails, the socket is closed
            owner.opened();
        }
    }

    private void failed(Throwable cause) {
        failure = cause;
    }

    /** Comes behind the last byte, and if less was fetched, not yet. */
    private void ended() {
        end(failure == null ? "the server has closed the connection" : "the connection broke: " + inWords(failure), failure);
    }

    private void end(String reason, Throwable cause) {
        if (!closed) {
            closed = true;
            owner.ended(reason, cause);
        }
    }

    /** Vert.x says of TLS only that it has failed; the last cause says why, and its class that a certificate has expired. */
    private static String inWords(Throwable failure) {
        String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return failure instanceof SSLException && last != failure ? words + ": " + cut(last.toString()) : words;
    }

    /** Netty quotes all that a server has sent which does not speak TLS. */
    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }

    /** From now on another one is told. */
    public void handOver(Owner next) {
        owner = next;
        socket.pause(); // what was fetched for the one before, and has not come, would come unasked
    }

    /** Lets some more bytes come, or the end. */
    public void fetch() {
        socket.fetch(1);
    }

    public void close() {
        closed = true;
        if (socket != null) {
            socket.handler(null).endHandler(null);
            socket.close();
        }
    }
}
