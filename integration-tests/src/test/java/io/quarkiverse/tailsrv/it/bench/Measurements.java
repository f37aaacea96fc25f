package io.quarkiverse.tailsrv.it.bench;

/**
 * Where figures of one server in one scenario go.
 */
interface Measurements {

    void put(Figure figure, double value);

    /** Something that whoever reads the figures should know. */
    void note(String text);
}
