package io.quarkiverse.tailsrv.runtime.selection;

import java.util.Comparator;

/**
 * Compares names character by character, but numbers in them by their value: {@code app-9.log} comes before {@code app-10.log}.
 * Names that differ in leading zeros only are not equal.
 */
final class NaturalOrder implements Comparator<String> {

    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {
    }

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfNumber(one, i);
            int endOfOther = endOfNumber(other, j);
            int order = endOfOne > i && endOfOther > j
                    ? compareNumbers(one.substring(i, endOfOne), other.substring(j, endOfOther))
                    : Character.compare(one.charAt(i), other.charAt(j));
            if (order != 0) {
                return order;
            }
            i = Math.max(endOfOne, i + 1);
            j = Math.max(endOfOther, j + 1);
        }
        int rest = (one.length() - i) - (other.length() - j);
        return rest == 0 ? one.compareTo(other) : rest;
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Of any length. */
    private static int compareNumbers(String one, String other) {
        String first = withoutZeros(one);
        String second = withoutZeros(other);
        return first.length() == second.length() ? first.compareTo(second) : first.length() - second.length();
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
