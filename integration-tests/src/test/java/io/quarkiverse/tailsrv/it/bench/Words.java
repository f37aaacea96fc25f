package io.quarkiverse.tailsrv.it.bench;

import java.util.Locale;

/**
 * Numbers, as they are read.
 */
final class Words {

    private Words() {
    }

    static String clients(int count) {
        return count == 1 ? "1 client" : number(count, 0) + " clients";
    }

    static String lines(int perSecond) {
        return number(perSecond, 0) + " lines/s";
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
