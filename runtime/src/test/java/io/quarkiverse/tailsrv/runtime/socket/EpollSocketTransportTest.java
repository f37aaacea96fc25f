package io.quarkiverse.tailsrv.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.FileDescriptor;

/**
 * Why a write has failed is known by the number of the error, in any language.
 */
class EpollSocketTransportTest {

    private final EpollSocketTransport transport = new EpollSocketTransport();

    @TempDir
    Path directory;

    @BeforeEach
    void needsEpoll() {
        assumeTrue(Epoll.isAvailable(), "the system has no epoll");
    }

    @Test
    void aClientThatHasGoneIsToBlame() throws IOException {
        FileDescriptor[] pipe = FileDescriptor.pipe();
        pipe[0].close();
        Throwable broken = catchThrowable(() -> pipe[1].writeAddress(1, 0, 1)); // fails before the address is read
        pipe[1].close();
        assertThat(broken).isInstanceOf(Errors.NativeIoException.class);
        assertThat(transport.isOfClient(broken)).isTrue();
        assertThat(transport.isOfClient(new Errors.NativeIoException("sendfile", Errors.ERRNO_ECONNRESET_NEGATIVE))).isTrue();
        assertThat(transport.isOfClient(new SocketException("Connection reset"))).isTrue();
    }

    @Test
    void aFileMayBe() throws IOException {
        FileDescriptor file = FileDescriptor.from(Files.writeString(directory.resolve("app.log"), "x").toFile());
        Throwable invalid = catchThrowable(() -> file.readAddress(-1, 0, 1));
        file.close();
        assertThat(transport.isOfClient(invalid)).isFalse();
        assertThat(transport.isOfClient(new IOException("Broken pipe"))).isFalse();
    }
}
