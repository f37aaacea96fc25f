package io.quarkiverse.tailsrv.runtime.header;

/**
 * Where a client asks to start: a position, or, if negative, a number of bytes before the end.
 */
public record StartOffset(long value) {

    /**
     * @param size the size of the file at the time of the request
     * @return the position of the first byte to send; may lie beyond the size
     */
    public long resolve(long size) {
        return value >= 0 ? value : Math.max(0, size + value);
    }
}
