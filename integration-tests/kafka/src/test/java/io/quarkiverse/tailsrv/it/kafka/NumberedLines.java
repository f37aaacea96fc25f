package io.quarkiverse.tailsrv.it.kafka;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log of numbered lines, from 1, of 100 bytes each, each of one of ten users. It is rotated by rename between two lines.
 */
final class NumberedLines {

    private static final String PADDING = " " + "x".repeat(86);
    private static final int DIGITS = 9;
    private static final int USERS = 10;
    private static final int NUMBER_AT = 3;

    private final Path file;
    private int last;
    private int rotations;

    NumberedLines(Path file) {
        this.file = file;
    }

    /** The number in a line. */
    static int number(byte[] line) {
        return Integer.parseInt(new String(line, NUMBER_AT, DIGITS, StandardCharsets.US_ASCII));
    }

    int last() {
        return last;
    }

    void append(int count) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16)) {
            for (int i = 0; i < count; i++) {
                String number = String.valueOf(++last);
                out.write(("u" + last * 7L % USERS + ' ' + "0".repeat(DIGITS - number.length()) + number + PADDING + '\n')
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    void rotate() throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + "." + ++rotations), StandardCopyOption.ATOMIC_MOVE);
        Files.createFile(file);
    }
}
