package io.quarkiverse.tailsrv.runtime.resume;

import static io.quarkiverse.tailsrv.client.TailPosition.HEAD_LENGTH;
import static io.quarkiverse.tailsrv.client.TailPosition.LAST_LENGTH;

import java.time.Duration;

import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * One try to go on at a position, with one connection after the other, so that it works with a server that allows only one. The
 * first asks for the file's head. If this is the known one, the second asks for the bytes just before the position; if they are
 * known too, the file is the one that it was, and the connection goes on as the stream. A server sends at once what it has, and
 * nothing for an offset behind the end, so that after some silence the file counts as shorter. A file that is empty or missing
 * decides nothing: it may come back as it was. Belongs to the stream's event loop.
 */
public final class Resumption {

    /** What comes of it, once; nothing after {@link #cancel()}. The link is the caller's then, with nothing fetched. */
    public interface Outcome {

        /**
         * The file is the one that it was, or none is known.
         *
         * @param head the first bytes: {@link TailPosition#HEAD_LENGTH}, or all before the position if these are less
         * @param history the bytes just before the position: {@link TailPosition#LAST_LENGTH}, or all
         * @param next the first bytes from the position on; may be empty
         */
        void same(Link link, byte[] head, byte[] history, Buffer next);

        /**
         * The file is another one.
         *
         * @param first its first bytes; may be empty
         * @param reason how it was told, in a few words for an operator
         */
        void another(Link link, Buffer first, String reason);

        /** The file does not have the bytes before the position any more, though it had them when the position was searched. */
        void gone(String reason);

        /** There is no connection. */
        void failed(String reason, Throwable cause);
    }

    private final Peer peer;
    private final TailPosition position;
    private final boolean searched;
    private final Silence silence;
    private final Outcome outcome;
    private Link link;
    private byte[] head;
    private boolean shorter;

    /**
     * @param position its offset is 0 or more
     * @param searched whether a position without fingerprints is known to have been in the file; else its bytes are waited for
     * @param timeout how long the server may be silent before the file counts as shorter than it was
     */
    public Resumption(Peer peer, TailPosition position, boolean searched, Duration timeout, Outcome outcome) {
        this.peer = peer;
        this.position = position;
        this.searched = searched;
        this.silence = new Silence(peer.vertx(), timeout);
        this.outcome = outcome;
    }

    public void start() {
        askForHead();
    }

    public void cancel() {
        silence.end();
        if (link != null) {
            link.close();
        }
    }

    private void askForHead() {
        int wanted = (int) Math.min(HEAD_LENGTH, position.offset());
        link = Link.open(peer, 0, new Check(wanted) {
            @Override
            TailFingerprint expected() {
                return position.head();
            }

            @Override
            void differs(Prefix received) {
                another(received.all(), "its first bytes are others");
            }

            @Override
            void agrees(Prefix received) {
                headIsKnown(received);
            }

            @Override
            void silent(Prefix received) {
                if (received.isEmpty()) {
                    shorter = false; // there is no file at the moment
                } else {
                    another(received.all(), isShorter());
                }
            }
        });
    }

    private void headIsKnown(Prefix received) {
        head = received.bytes();
        if (shorter) {
            another(received.all(), isShorter());
        } else if (head.length == position.offset()) {
            outcome.same(link, head, received.lastBytes(Math.min(LAST_LENGTH, head.length)), received.rest());
        } else {
            link.close();
            askForLastBytes();
        }
    }

    private void askForLastBytes() {
        link = Link.open(peer, position.offset() - LAST_LENGTH, new Check(LAST_LENGTH) {
            @Override
            TailFingerprint expected() {
                return position.last();
            }

            @Override
            void differs(Prefix received) {
                link.close();
                askForAnother("the bytes before offset " + position.offset() + " are others");
            }

            @Override
            void agrees(Prefix received) {
                outcome.same(link, head, received.bytes(), received.rest());
            }

            @Override
            void silent(Prefix received) {
                link.close();
                shorter = true; // if the file still has its head, and has not gone away meanwhile
                askForHead();
            }
        });
    }

    private void askForAnother(String reason) {
        link = Link.open(peer, 0, new Check(0) {
            @Override
            void agrees(Prefix received) {
                another(received.all(), reason);
            }
        });
    }

    private void another(Buffer first, String reason) {
        outcome.another(link, first, reason);
    }

    private void gone() {
        link.close();
        outcome.gone("the file has become shorter than offset " + position.offset());
    }

    private String isShorter() {
        return "it is shorter than offset " + position.offset();
    }

    /** Compares the first bytes that a link brings with those that are expected. */
    private abstract class Check implements Link.Owner {

        private final Prefix prefix;

        Check(int wanted) {
            this.prefix = new Prefix(wanted);
        }

        TailFingerprint expected() {
            return null;
        }

        void differs(Prefix received) {
            throw new IllegalStateException("Nothing is compared");
        }

        abstract void agrees(Prefix received);

        void silent(Prefix received) {
            // nothing is waited for
        }

        @Override
        public final void opened() {
            goOn();
        }

        @Override
        public final void received(Buffer bytes) {
            prefix.add(bytes);
            goOn();
        }

        private void goOn() {
            silence.end();
            if (position.verifiable() && expected() != null && !prefix.mayBe(expected())) {
                differs(prefix);
            } else if (prefix.isComplete()) {
                agrees(prefix);
            } else {
                link.fetch();
                boundSilence();
            }
        }

        private void boundSilence() {
            if (position.verifiable()) {
                silence.begin(() -> silent(prefix));
            } else if (searched) {
                silence.begin(Resumption.this::gone);
            }
        }

        @Override
        public final void ended(String reason, Throwable cause) {
            silence.end();
            outcome.failed(reason, cause);
        }
    }
}
