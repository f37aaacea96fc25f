package io.quarkiverse.tailsrv.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;

import org.junit.jupiter.api.Test;

/**
 * The advice fits the cause, as Netty tells it.
 */
class EpollAbsenceTest {

    @Test
    void theLibraryIsMissing() {
        Throwable cause = new UnsatisfiedLinkError("could not load a native library: netty_transport_native_epoll_x86_64")
                .initCause(new FileNotFoundException("META-INF/native/libnetty_transport_native_epoll_x86_64.so"));
        assertThat(EpollAbsence.reason(cause)).contains("add netty-transport-native-epoll").doesNotContain("noexec");
    }

    @Test
    void theLibraryMayNotBeRun() {
        Throwable cause = new UnsatisfiedLinkError("/tmp/libnetty_transport_native_epoll_x86_641.so: failed to map segment");
        assertThat(EpollAbsence.reason(cause)).contains("failed to map segment", "noexec", "-Dio.netty.native.workdir")
                .doesNotContain("add netty");
    }

    @Test
    void nothingIsMissing() {
        assertThat(EpollAbsence.reason(null)).contains("native binary");
    }
}
