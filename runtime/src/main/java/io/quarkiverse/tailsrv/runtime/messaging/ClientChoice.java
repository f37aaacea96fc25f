package io.quarkiverse.tailsrv.runtime.messaging;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * The client that a channel reads with: one that is configured, or one of its own.
 */
final class ClientChoice {

    private static final String[] OWN = { "host", "port", "tls-configuration-name", "connect-timeout", "back-off-min",
            "back-off-max", "max-attempts", "resume-timeout", "charset", "max-line-length", "long-lines" };

    private final TailsrvConnectorIncomingConfiguration attributes;
    private final TailClients clients;
    private final ClientTrouble trouble;

    /**
     * @param trouble told by the client if it is the channel's own; what configured ones tell are CDI events
     */
    ClientChoice(TailsrvConnectorIncomingConfiguration attributes, TailClients clients, ClientTrouble trouble) {
        this.attributes = attributes;
        this.clients = clients;
        this.trouble = trouble;
    }

    /**
     * @throws IllegalArgumentException if an attribute is wrong
     */
    TailClient client() {
        Optional<String> name = attributes.getClient();
        return name.isPresent() ? configured(name.get()) : own();
    }

    private TailClient configured(String name) {
        for (String attribute : OWN) {
            if (attributes.config().getOptionalValue(attribute, String.class).isPresent()) {
                throw new IllegalArgumentException(Attributes.property(attributes.getChannel(), attribute)
                        + " has no effect on the client \"" + name + "\"; set quarkus.tailsrv.client.\"" + name
                        + "\".* instead, or leave " + Attributes.property(attributes.getChannel(), "client") + " out");
            }
        }
        return clients.find(name).orElseThrow(() -> Attributes.invalid(attributes.getChannel(), "client", name,
                "is no configured client; set quarkus.tailsrv.client.\"" + name + "\".host"));
    }

    private TailClient own() {
        TailClientBuilder builder = clients.builder().observer(trouble);
        set("host", attributes.getHost(), builder::host);
        set("port", attributes.getPort(), builder::port);
        set("connect-timeout", attributes.getConnectTimeout(), builder::connectTimeout);
        set("back-off-max", attributes.getBackOffMax(), builder::backOffMax);
        set("back-off-min", attributes.getBackOffMin(), builder::backOffMin);
        set("back-off-min", attributes.getBackOffMin(), pause -> builder.build()); // which compares the two
        set("back-off-max", attributes.getBackOffMax(), pause -> builder.build());
        set("max-attempts", attributes.getMaxAttempts(), builder::maxAttempts);
        set("resume-timeout", attributes.getResumeTimeout(), builder::resumeTimeout);
        set("charset", attributes.getCharset(), name -> builder.charset(charset(name)));
        set("max-line-length", attributes.getMaxLineLength(), size -> builder.maxLineLength(bytes(size)));
        set("long-lines", attributes.getLongLines(), policy -> builder.longLines(policy(policy)));
        set("tls-configuration-name", attributes.getTlsConfigurationName(), name -> builder.tlsConfigurationName(name).build());
        return builder.build();
    }

    private <T> void set(String attribute, Optional<T> value, Consumer<T> target) {
        if (value.isPresent()) {
            try {
                target.accept(value.get());
            } catch (IllegalArgumentException e) {
                throw Attributes.invalid(attributes.getChannel(), attribute,
                        attributes.config().getValue(attribute, String.class), "can't be used (" + e.getMessage() + ")");
            }
        }
    }

    private static int bytes(MemorySize size) {
        BigInteger bytes = size.asBigInteger();
        if (bytes.bitLength() >= Integer.SIZE) {
            throw new IllegalArgumentException("a line can have 512 MiB at the most");
        }
        return bytes.intValue();
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) { // which says no more than the name
            throw new IllegalArgumentException("this JVM has no charset of that name; set UTF-8, for example", e);
        }
    }

    private static LongLines policy(String name) {
        return switch (name) {
            case "split" -> LongLines.SPLIT;
            case "fail" -> LongLines.FAIL;
            default -> throw new IllegalArgumentException("set split or fail");
        };
    }
}
