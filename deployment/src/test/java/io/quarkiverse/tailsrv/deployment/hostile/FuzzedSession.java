package io.quarkiverse.tailsrv.deployment.hostile;

import static io.quarkiverse.tailsrv.deployment.hostile.FuzzedHeader.Answer.NONE;
import static io.quarkiverse.tailsrv.deployment.hostile.FuzzedHeader.Answer.REFUSED;
import static io.quarkiverse.tailsrv.deployment.hostile.FuzzedHeader.Answer.SERVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One client that does what comes to its mind, always the same with the same seed, and checks each byte that it gets.
 */
final class FuzzedSession {

    /** How long what must come may take: much longer than it does. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** How long it is waited for what need not come. */
    private static final int GLANCE_MILLIS = 20;
    private static final int MAX_READ = 1 << 20;

    private final FuzzedFile file;
    private final Random random;
    private final Socket socket = new Socket();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int generationBefore;
    private final long lengthBefore;
    private final FuzzedHeader header;
    private int sent;
    private boolean over;
    private boolean ended;

    FuzzedSession(FuzzedFile file, Random random) {
        this.file = file;
        this.random = random;
        this.generationBefore = file.earliest();
        this.lengthBefore = file.length(generationBefore);
        this.header = new FuzzedHeader(random, lengthBefore);
    }

    void run(int port) throws IOException {
        try (socket) {
            connect(port);
            if (!sendHeader()) {
                return; // gone before it was sent
            }
            if (answer() == NONE && random.nextInt(4) > 0) {
                halfClose();
            }
            int steps = random.nextInt(6);
            for (int i = 0; i < steps; i++) {
                step();
            }
            check();
            leave();
        }
    }

    private FuzzedHeader.Answer answer() {
        return header.answer(sent, over);
    }

    private void connect(int port) throws IOException {
        if (random.nextInt(4) == 0) {
            socket.setReceiveBufferSize(1 << (8 + random.nextInt(12)));
        }
        socket.setTcpNoDelay(random.nextBoolean());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    }

    private boolean sendHeader() throws IOException {
        OutputStream out = socket.getOutputStream();
        while (sent < header.bytes.length) {
            int piece = random.nextBoolean() ? header.bytes.length - sent : 1 + random.nextInt(header.bytes.length - sent);
            write(out, header.bytes, sent, piece);
            sent += piece;
            if (random.nextInt(20) == 0) {
                leave();
                return false;
            }
            pause(random.nextInt(8) == 0 ? 10 : 0);
        }
        return true;
    }

    /** Who is refused, and takes its time, may find that nobody listens any more. */
    private void write(OutputStream out, byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (SocketException e) {
            assertThat(isEndDue()).as("could not write: %s", e).isTrue();
        }
    }

    private boolean isEndDue() {
        return answer() == REFUSED || file.generation() > generationBefore;
    }

    private void step() throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> pause(random.nextInt(30));
            case 1 -> sendJunk();
            case 2 -> halfClose();
            default -> read(1 << random.nextInt(21));
        }
    }

    private void sendJunk() throws IOException {
        if (!over && answer() != NONE) {
            byte[] junk = new byte[1 << random.nextInt(18)];
            random.nextBytes(junk);
            write(socket.getOutputStream(), junk, 0, junk.length);
        }
    }

    private void halfClose() throws IOException {
        if (!over) {
            over = true;
            try {
                socket.shutdownOutput();
            } catch (SocketException e) {
                assertThat(isEndDue()).as("could not half-close: %s", e).isTrue();
            }
        }
    }

    /** Fails if the connection is reset, which this client never has brought about by then. */
    private void read(int length) throws IOException {
        byte[] buffer = new byte[Math.min(length, MAX_READ)];
        int left = received.size() > MAX_READ ? 0 : length;
        while (left > 0 && !ended) {
            socket.setSoTimeout(mustCome() ? PATIENCE_MILLIS : GLANCE_MILLIS);
            try {
                int n = socket.getInputStream().read(buffer, 0, Math.min(buffer.length, left));
                ended = n < 0;
                received.write(buffer, 0, Math.max(0, n));
                left -= n;
            } catch (SocketTimeoutException e) {
                assertThat(mustCome()).as("nothing came for %d ms", PATIENCE_MILLIS).isFalse();
                left = 0;
            }
        }
    }

    /** Whether there must be a byte, or an end, to be read. */
    private boolean mustCome() {
        if (answer() != SERVED) {
            return answer() == REFUSED;
        }
        long offset = header.offset(sent);
        boolean first = received.size() == 0 && file.generation() == generationBefore;
        return first && (offset < 0 ? lengthBefore > 0 : offset < lengthBefore);
    }

    private void check() throws IOException {
        if (answer() != SERVED) {
            if (answer() == REFUSED) {
                read(1); // the end
                assertThat(ended).as("refused").isTrue();
            }
            assertThat(received.size()).as("bytes for a client that is not served").isZero();
            return;
        }
        byte[] bytes = received.toByteArray();
        if (bytes.length > 0) {
            checkBytes(bytes, header.offset(sent));
        } else if (ended) {
            assertThat(file.generation()).as("ended without a byte").isGreaterThan(generationBefore);
        }
    }

    private void checkBytes(byte[] bytes, long offset) {
        FuzzedFile.Place place = FuzzedFile.find(bytes);
        for (int generation = generationBefore; generation <= file.generation(); generation++) {
            long start = place == null || offset >= 0 ? start(generation, offset) : place.start();
            if ((place == null || place.generation() == generation) && isFrom(bytes, generation, start, offset)) {
                return;
            }
        }
        throw new AssertionError(bytes.length + " bytes from " + place + " for one who asked for " + offset
                + " of generation " + generationBefore + ", which had " + lengthBefore + "; ended: " + ended);
    }

    /** If that can be told: a few bytes from the end may be from anywhere near it. */
    private long start(int generation, long offset) {
        return offset >= 0 ? offset : Math.max(0, file.length(generation) + offset);
    }

    private boolean isFrom(byte[] bytes, int generation, long start, long offset) {
        long earliest = generation == generationBefore ? start(offset, lengthBefore) : 0;
        boolean isStart = offset >= 0 ? start == offset : start >= earliest && start <= start(offset, file.longest(generation));
        boolean isEnd = !ended || generation < file.generation() && start + bytes.length == file.length(generation);
        boolean unclear = offset < 0 && FuzzedFile.find(bytes) == null;
        return unclear || isStart && isEnd && FuzzedFile.matches(bytes, generation, start);
    }

    private static long start(long offset, long length) {
        return Math.max(0, length + offset);
    }

    private void leave() throws IOException {
        if (random.nextBoolean()) {
            socket.setSoLinger(true, 0); // a reset
        }
        socket.close();
    }

    private static void pause(int millis) {
        if (millis > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)); // a client's whim, nothing that is awaited
        }
    }
}
