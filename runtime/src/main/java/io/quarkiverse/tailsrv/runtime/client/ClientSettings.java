package io.quarkiverse.tailsrv.runtime.client;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.lines.Lines;
import io.quarkiverse.tailsrv.runtime.resume.BackOff;
import io.quarkiverse.tailsrv.runtime.resume.Endpoint;

/**
 * What a client is told to do, checked and complete.
 *
 * @param observer null for none
 */
record ClientSettings(String name, TailPosition from, Connecting connecting, LineSettings lines,
        Consumer<TailClientEvent> observer) {

    record Connecting(Endpoint endpoint, BackOff backOff, Duration resumeTimeout) {
    }

    record LineSettings(Charset charset, int maxLength, LongLines longLines) {

        Lines cutter() {
            return new Lines(charset, maxLength, longLines);
        }
    }
}
