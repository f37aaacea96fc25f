package io.quarkiverse.tailsrv.it.bench.figures;

import java.util.Locale;

/**
 * Numbers, as they are read.
 */
public final class Words {

    private Words() {
    }

    public static String clients(int count) {
        return count == 1 ? "1 client" : number(count, 0) + " clients";
    }

    public static String lines(int perSecond) {
        return number(perSecond, 0) + " lines/s";
    }

    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
