package io.quarkiverse.tailsrv.runtime.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

import org.junit.jupiter.api.Test;

class FileNoticesTest {

    private final FileNotices notices = new FileNotices(() -> "test", "");

    @Test
    void complainsOnceUntilItIsWellAgain() {
        assertThat(notices.missing()).isTrue();
        assertThat(notices.missing()).isFalse();
        assertThat(notices.unsuitable("is a directory")).isTrue();
        assertThat(notices.missing()).isTrue();
        notices.served();
        assertThat(notices.missing()).isTrue();
    }

    @Test
    void tellsWhatIsServedOnFromWhatIsNot() {
        AccessDeniedException denied = new AccessDeniedException("app.log");
        assertThat(notices.unreadable(denied)).isTrue();
        assertThat(notices.unknown(denied)).isTrue();
        assertThat(notices.unknown(denied)).isFalse();
    }

    @Test
    void saysWhatKeepsAFileFromBeingRead() {
        notices.unreadable(new AccessDeniedException("app.log"));
        assertThat(notices.problem()).contains("can't be read: permission denied; it is tried again");
        notices.unreadable(new FileSystemException("app.log", null, "Too many open files"));
        assertThat(notices.problem()).contains("can't be read: Too many open files;");
        notices.unreadable(new IOException("Input/output error"));
        assertThat(notices.problem()).contains("can't be read: Input/output error;");
    }
}
