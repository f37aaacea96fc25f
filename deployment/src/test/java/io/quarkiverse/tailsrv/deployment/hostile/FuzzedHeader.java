package io.quarkiverse.tailsrv.deployment.hostile;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * What a client sends first, and what the protocol says about it, written anew from its table and not taken from the server.
 */
final class FuzzedHeader {

    private static final int MAX_LENGTH = 64;
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final String WHITE_SPACE = "\t\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
            + "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    enum Answer {
        SERVED,
        REFUSED,

        /** It is not over. */
        NONE
    }

    private final Random random;
    final byte[] bytes;

    FuzzedHeader(Random random, long length) {
        this.random = random;
        byte[] valid = (space() + number(length) + space() + '\n').getBytes(StandardCharsets.UTF_8);
        this.bytes = switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1, 2 -> mutated(valid);
            case 3 -> Arrays.copyOf(valid, random.nextInt(valid.length)); // no newline
            default -> valid;
        };
    }

    private String number(long length) {
        long position = (long) (random.nextDouble() * (length + 1));
        return switch (random.nextInt(12)) {
            case 0 -> "0".repeat(random.nextInt(40)) + position;
            case 1 -> "+" + position;
            case 2 -> "-" + position;
            case 3 -> String.valueOf(-random.nextInt(100));
            case 4 -> String.valueOf(length + random.nextInt(2000));
            case 5 -> String.valueOf(random.nextLong());
            case 6 -> new BigInteger(64 + random.nextInt(10), random).toString();
            case 7 -> "0";
            case 8 -> "-9223372036854775808";
            default -> String.valueOf(position);
        };
    }

    private String space() {
        StringBuilder space = new StringBuilder();
        while (random.nextInt(4) == 0) {
            space.append(WHITE_SPACE.charAt(random.nextInt(WHITE_SPACE.length())));
        }
        return space.toString();
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] mutated(byte[] valid) {
        byte[] mutated = valid.clone();
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        return mutated;
    }

    /**
     * @param sent how many of the bytes have been sent
     * @param over nothing more will be
     */
    Answer answer(int sent, boolean over) {
        int newline = indexOfNewline(sent);
        if (newline < 0 && sent >= MAX_LENGTH || newline >= MAX_LENGTH) {
            return Answer.REFUSED;
        }
        if (newline < 0 && !over) {
            return Answer.NONE;
        }
        return parsed(newline < 0 ? sent : newline) == null ? Answer.REFUSED : Answer.SERVED;
    }

    /** What is asked for, if it is to be served. */
    long offset(int sent) {
        int newline = indexOfNewline(sent);
        return parsed(newline < 0 ? sent : newline).longValue();
    }

    private int indexOfNewline(int before) {
        for (int i = 0; i < before; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private BigInteger parsed(int length) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        int begin = 0;
        int end = text.length();
        while (begin < end && isSpace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return number(text.substring(begin, end));
    }

    private static boolean isSpace(char c) {
        return c == '\n' || WHITE_SPACE.indexOf(c) >= 0;
    }

    private static BigInteger number(String text) {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        BigInteger number = new BigInteger(text);
        return number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0 ? null : number;
    }
}
