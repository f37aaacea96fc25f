package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOpenerTest {

    @TempDir
    Path directory;

    private final FileOpener opener = new FileOpener(Duration.ofMillis(50), 8);

    @Test
    void opensFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("app.log"), "content");
        try (FileChannel channel = opener.open(file)) {
            assertThat(channel.size()).isEqualTo(7);
        }
    }

    @Test
    void saysWhyItCanNot() {
        assertThatThrownBy(() -> opener.open(directory.resolve("nothing"))).isInstanceOf(NoSuchFileException.class);
    }

    /** It is not the system that does not answer. */
    @Test
    void passesAnErrorOn() {
        LinkageError error = new LinkageError("A test");
        Path broken = (Path) Proxy.newProxyInstance(Path.class.getClassLoader(), new Class<?>[] { Path.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "broken";
                    }
                    throw error;
                });
        assertThatThrownBy(() -> opener.open(broken)).isSameAs(error);
    }

    @Test
    void givesUpAFifoAndLeavesNoMoreThanAFewThreadsToIt() throws Exception {
        Fifo fifo = Fifo.make(directory.resolve("fifo"));
        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() -> opener.open(fifo.path())).isInstanceOf(UnsuitableFileException.class)
                    .hasMessageContaining("can't be opened");
        }
        assertThat(Fifo.openers()).isEqualTo(8);
        fifo.release();
        opensFiles();
    }
}
