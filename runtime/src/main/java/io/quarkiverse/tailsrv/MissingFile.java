package io.quarkiverse.tailsrv;

/**
 * What the readiness check says of a server whose file does not exist.
 */
public enum MissingFile {

    /**
     * Ready: clients wait until the file exists.
     */
    UP,

    /**
     * Not ready.
     */
    DOWN
}
