package io.quarkiverse.tailsrv.deployment.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application has said about its server when it started.
 */
public record StartLine(int port, String transport) {

    private static final Pattern PATTERN = Pattern.compile("(?:Tailing|Waiting for) .+ on .+:(\\d+) \\((\\w+)\\)");

    public static StartLine in(String output) {
        Matcher line = PATTERN.matcher(output);
        if (!line.find()) {
            throw new AssertionError("No server was started: " + output);
        }
        return new StartLine(Integer.parseInt(line.group(1)), line.group(2));
    }
}
