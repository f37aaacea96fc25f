package io.quarkiverse.tailsrv.deployment.examples;

// tag::tail[]
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

public class Tail {
    public static void main(String[] args) throws IOException {
        try (Socket socket = new Socket("localhost", 4321)) {
            socket.getOutputStream().write("0\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(System.out);
        }
    }
}
// end::tail[]
