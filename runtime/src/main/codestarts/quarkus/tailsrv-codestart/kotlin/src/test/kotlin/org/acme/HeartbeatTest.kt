package org.acme

import io.quarkiverse.tailsrv.TailServer
import io.quarkus.test.junit.QuarkusTest
import jakarta.inject.Inject
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.net.Socket

@QuarkusTest
class HeartbeatTest {

    @Inject
    lateinit var server: TailServer

    @Test
    fun isServed() {
        Socket(server.host(), server.port()).use { socket ->
            socket.soTimeout = 10_000
            socket.getOutputStream().write("0\n".toByteArray())
            val lines = socket.getInputStream().bufferedReader().lineSequence()
            assertTrue(lines.take(50).any { it.endsWith("Heartbeat 1") })
        }
    }
}
