package io.quarkiverse.tailsrv.runtime.thread;

import java.util.stream.Collectors;

/**
 * Text that takes exactly one line of a log. A path or a setting may have control characters, for example the carriage return
 * of a file with Windows' line ends, which makes a terminal overwrite the line.
 */
public final class OneLine {

    private OneLine() {
    }

    /** The value as text, with escapes such as {@code \u000d} for control characters. */
    public static String of(Object value) {
        String text = String.valueOf(value);
        return text.codePoints().noneMatch(OneLine::isControl) ? text
                : text.codePoints().mapToObj(OneLine::escaped).collect(Collectors.joining());
    }

    private static String escaped(int character) {
        return isControl(character) ? "\\u" + Integer.toHexString(0x10000 | character).substring(1)
                : Character.toString(character);
    }

    private static boolean isControl(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
