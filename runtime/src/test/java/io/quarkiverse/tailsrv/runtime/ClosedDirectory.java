package io.quarkiverse.tailsrv.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory with a file in it, which may be searched and written to, but not read.
 */
public record ClosedDirectory(Path path) {

    /** Skips the test where files have no permissions. */
    public static ClosedDirectory create(Path parent, String file) throws IOException {
        assumeTrue(Files.getFileStore(parent).supportsFileAttributeView("posix"), "needs permissions of files");
        ClosedDirectory closed = new ClosedDirectory(Files.createDirectory(parent.resolve("closed")));
        Files.writeString(closed.path.resolve(file), "one");
        closed.forbid();
        return closed;
    }

    public void forbid() throws IOException {
        permit("-wx--x--x");
    }

    /** Only then can it be deleted. */
    public void allow() throws IOException {
        permit("rwxr-xr-x");
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** A JVM that may not read it. Skips the test if there can be none. */
    public ChildJvm child() throws IOException {
        ChildJvm child = new ChildJvm(path.getParent());
        if (Files.isReadable(path)) { // permissions do not bind root
            assumeTrue(ChildJvm.isRootWith("setpriv"), "needs a user whom permissions bind");
            child.without("dac_override", "dac_read_search");
        }
        return child;
    }
}
