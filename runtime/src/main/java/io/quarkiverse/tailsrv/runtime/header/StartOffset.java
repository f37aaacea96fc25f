package io.quarkiverse.tailsrv.runtime.header;

/**
 * Where a client asks to start: a position, or, if negative, so many bytes before the end.
 */
public record StartOffset(long value) {

    /**
     * @param size of the file as it is asked for
     * @return the position of the first byte to send; may lie beyond the size
     */
    public long resolve(long size) {
        return value >= 0 ? value : Math.max(0, size + value);
    }
}
