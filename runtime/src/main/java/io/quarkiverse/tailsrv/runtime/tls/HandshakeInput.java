package io.quarkiverse.tailsrv.runtime.tls;

import io.netty.buffer.ByteBuf;
import io.quarkiverse.tailsrv.runtime.socket.FirstBytes;

/**
 * What a client has sent before its handshake is done, and how much that may be: Netty keeps it in memory until it understands
 * it, and with SNI takes as much memory at once as the client says that it will send. Belongs to the connection's event loop.
 */
final class HandshakeInput {

    /** More than a client's certificates and some short messages take: the JDK takes no message of more than 32 KiB. */
    static final int MAX_LENGTH = 1 << 17;

    /** Of a client's first message, which has no more than two or three thousand bytes in practice. */
    static final int MAX_HELLO = 1 << 16;

    private static final int RECORD_OF_HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MESSAGE_AT = 5;

    private final FirstBytes first = new FirstBytes();
    private int length;

    /** Whether the client may send this, too. The reader index stays where it is. */
    boolean add(ByteBuf received) {
        first.add(received);
        length += received.readableBytes();
        return length <= MAX_LENGTH && announced() <= MAX_HELLO;
    }

    /** The length that the first message has by its own account, or -1 if that is not known. */
    private int announced() {
        boolean hello = first.at(0) == RECORD_OF_HANDSHAKE && first.at(MESSAGE_AT) == CLIENT_HELLO;
        int high = first.at(MESSAGE_AT + 1);
        int middle = first.at(MESSAGE_AT + 2);
        int low = first.at(MESSAGE_AT + 3);
        return hello && low >= 0 ? high << 16 | middle << 8 | low : -1;
    }

    FirstBytes first() {
        return first;
    }
}
