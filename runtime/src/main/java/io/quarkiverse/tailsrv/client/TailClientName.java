package io.quarkiverse.tailsrv.client;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;

/**
 * Chooses the {@link TailClient} to inject by its name in the configuration: {@code @TailClientName("audit") TailClient client}
 * is
 * the client of {@code quarkus.tailsrv.client."audit".host}.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({ FIELD, PARAMETER, METHOD, TYPE })
public @interface TailClientName {

    /**
     * The name of the client.
     */
    String value();

    /**
     * The qualifier as a value, for programmatic lookup.
     */
    final class Literal extends AnnotationLiteral<TailClientName> implements TailClientName {

        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
