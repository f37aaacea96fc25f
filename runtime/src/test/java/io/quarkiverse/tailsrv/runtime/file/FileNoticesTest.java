package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;

import org.junit.jupiter.api.Test;

class FileNoticesTest {

    private final FileNotices notices = new FileNotices("test");

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
}
