package io.quarkiverse.tailsrv.deployment.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a proxy says of its client before it passes on the first byte, as the specification of the PROXY protocol has it.
 */
public final class ProxyWords {

    /** What version 2 says of who talks how to whom; the first half of the byte is the family, the second the transport. */
    public static final int TCP4 = 0x11;
    public static final int UDP4 = 0x12;
    public static final int TCP6 = 0x21;
    public static final int UDP6 = 0x22;
    public static final int UNIX_STREAM = 0x31;
    public static final int UNIX_DATAGRAM = 0x32;

    /** By version 1, of a client that the proxy can't name. */
    public static final byte[] UNKNOWN_1 = "PROXY UNKNOWN\r\n".getBytes(US_ASCII);

    private static final byte[] SIGNATURE_2 = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNIX_PATH_LENGTH = 108;

    private ProxyWords() {
    }

    /** By version 1. */
    public static byte[] version1(InetSocketAddress client, InetSocketAddress server) {
        String family = client.getAddress().getAddress().length == 4 ? "TCP4" : "TCP6";
        return "PROXY %s %s %s %d %d\r\n".formatted(family, client.getAddress().getHostAddress(),
                server.getAddress().getHostAddress(), client.getPort(), server.getPort()).getBytes(US_ASCII);
    }

    /** By version 2. */
    public static byte[] version2(InetSocketAddress client, InetSocketAddress server) {
        return version2(client.getAddress().getAddress().length == 4 ? TCP4 : TCP6, client, server);
    }

    /**
     * By version 2.
     *
     * @param family {@link #TCP4} and the like
     */
    public static byte[] version2(int family, InetSocketAddress client, InetSocketAddress server) {
        byte[] from = client.getAddress().getAddress();
        byte[] to = server.getAddress().getAddress();
        ByteBuffer addresses = ByteBuffer.allocate(from.length + to.length + 4).put(from).put(to)
                .putShort((short) client.getPort()).putShort((short) server.getPort());
        return version2(PROXY, family, addresses.array());
    }

    /** By version 2, of a client at a socket of that path. */
    public static byte[] version2(int family, String path) {
        byte[] addresses = Arrays.copyOf(path.getBytes(US_ASCII), 2 * UNIX_PATH_LENGTH);
        return version2(PROXY, family, addresses);
    }

    /** By version 2, of a client that the proxy can't name. */
    public static byte[] unknown2() {
        return version2(PROXY, 0, new byte[0]);
    }

    /** By version 2, of a connection that the proxy has made by itself, for example to see whether there is somebody. */
    public static byte[] local2() {
        return version2(LOCAL, 0, new byte[0]);
    }

    private static byte[] version2(int command, int family, byte[] addresses) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        words.writeBytes(SIGNATURE_2);
        words.write(command);
        words.write(family);
        words.write(addresses.length >> 8);
        words.write(addresses.length);
        words.writeBytes(addresses);
        return words.toByteArray();
    }
}
