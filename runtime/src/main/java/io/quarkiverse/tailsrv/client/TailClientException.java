package io.quarkiverse.tailsrv.client;

/**
 * Why a stream of a {@link TailClient} has ended.
 */
public class TailClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TailClientException(String message) {
        super(message);
    }

    public TailClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
