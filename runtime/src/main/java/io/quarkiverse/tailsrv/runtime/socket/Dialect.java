package io.quarkiverse.tailsrv.runtime.socket;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client speaks, as far as its first bytes tell.
 */
public enum Dialect {

    /** A handshake record of any version. */
    TLS("TLS", "\\x16\\x03.*"),

    PROXY_1("the PROXY protocol in text", "PROXY .*"),
    PROXY_2("the binary PROXY protocol", "\\r\\n\\r\\n\\x00\\r\\nQUIT\\n.*"),
    HTTP("HTTP", "(GET|HEAD|POST|PUT|DELETE|OPTIONS|TRACE|PATCH|CONNECT|PRI) .*"),
    SSH("SSH", "SSH-.*"),
    UTF_8_MARK("UTF-8 with a byte order mark", "\\xef\\xbb\\xbf.*"),

    /** With a byte order mark, or a character of ASCII with its zero byte. */
    UTF_16("UTF-16", "(\\xff\\xfe|\\xfe\\xff|[\\t-~]\\x00|\\x00[\\t-~]).*"),

    /** Anything else that can be printed, such as a header. */
    TEXT("plain text", "[\\t\\r\\n -~]+");

    private final String words;
    private final Pattern pattern;

    Dialect(String words, String pattern) {
        this.words = words;
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** @return null if it is none of these */
    static Dialect of(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        return Stream.of(values()).filter(dialect -> dialect.pattern.matcher(text).matches()).findFirst().orElse(null);
    }

    /** Its name, in the middle of a sentence. */
    @Override
    public String toString() {
        return words;
    }
}
