package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.lang.reflect.Type;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.smallrye.reactive.messaging.MessageConverter;

/**
 * Gives a method that takes a {@code String} the line's text, in the charset of its client.
 */
@ApplicationScoped
public class StringConverter implements MessageConverter {

    @Override
    public boolean canConvert(Message<?> message, Type target) {
        return target == String.class && message.getPayload() instanceof byte[]
                && message.getMetadata(TailMetadata.class).isPresent();
    }

    @Override
    public Message<?> convert(Message<?> message, Type target) {
        return message.withPayload(message.getMetadata(TailMetadata.class).orElseThrow().line().text());
    }
}
