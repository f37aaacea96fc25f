package io.quarkiverse.tailsrv.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What is remembered of a run of bytes: how many they are, and the first 128 bits of their SHA-256. The hash is only computed
 * when it is needed. May be used from any thread.
 */
public final class TailFingerprint {

    private static final int HASH_LENGTH = 16;
    private static final char SEPARATOR = '-';

    private final int length;
    private final byte[] bytes;
    private final int from;
    private String text;

    private TailFingerprint(int length, byte[] bytes, int from, String text) {
        this.length = length;
        this.bytes = bytes;
        this.from = from;
        this.text = text;
    }

    /**
     * @param bytes are not copied: those of the run must not be changed any more
     * @param from the index of the first byte
     * @param length how many bytes, 0 or more
     * @throws IndexOutOfBoundsException if the array does not have them
     */
    public static TailFingerprint of(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        return new TailFingerprint(length, bytes, from, null);
    }

    /**
     * @param text what {@link #toString()} returned: the number of bytes, a hyphen, and 32 hexadecimal digits
     * @throws IllegalArgumentException if it is not that
     */
    static TailFingerprint parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        return new TailFingerprint(Integer.parseInt(text.substring(0, separator)), null, 0, text);
    }

    /** How many bytes the run has. */
    public int length() {
        return length;
    }

    /**
     * Whether these may be the first bytes of the same run. A shorter run that can't be told from the beginning of this one,
     * since only its hash has been kept, may be the same.
     *
     * @param received begins where the run begins
     * @param count how many of the array's bytes were received; those behind the run's length are not looked at
     */
    public boolean allows(byte[] received, int count) {
        int compared = Math.min(count, length);
        if (bytes != null) {
            return Arrays.equals(bytes, from, from + compared, received, 0, compared);
        }
        return compared < length || toString().equals(of(received, 0, length).toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TailFingerprint fingerprint && length == fingerprint.length
                && toString().equals(fingerprint.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The length, a hyphen, and 32 hexadecimal digits. */
    @Override
    public String toString() {
        String known = text; // threads that compute it at the same time compute the same
        if (known == null) {
            known = length + String.valueOf(SEPARATOR) + HexFormat.of().formatHex(hash(), 0, HASH_LENGTH);
            text = known;
        }
        return known;
    }

    private byte[] hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
