package io.quarkiverse.tailsrv.runtime.socket;

import java.io.FileNotFoundException;

import io.netty.channel.epoll.Epoll;

/**
 * Why epoll is not used.
 */
public final class EpollAbsence {

    private static final String TO_HAVE_IT = "to use epoll, add netty-transport-native-epoll for this machine to the application";

    private EpollAbsence() {
    }

    /** A clause for an operator, with what to do. To be asked only where it is not used. */
    public static String reason() {
        return reason(Epoll.unavailabilityCause());
    }

    static String reason(Throwable unavailability) {
        if (unavailability == null) {
            return "Vert.x was built without epoll, as in each native binary of Quarkus";
        }
        Throwable cause = unavailability;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause instanceof FileNotFoundException // the library is a resource of that artifact
                ? TO_HAVE_IT
                : "epoll can't be used (" + cause.getMessage() + "); if the directory of temporary files does not allow"
                        + " programs (noexec), set -Dio.netty.native.workdir to one that does";
    }
}
