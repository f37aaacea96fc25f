package io.quarkiverse.tailsrv.it.bench.figures;

/**
 * Where figures of one server in one scenario go.
 */
public interface Measurements {

    void put(Figure figure, double value);

    /**
     * @param second in which it was measured, the first of a process being 1
     */
    void put(Figure figure, int second, double value);

    /** Something that whoever reads the figures should know. */
    void note(String text);
}
