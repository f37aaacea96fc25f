package io.quarkiverse.tailsrv;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;

/**
 * Chooses the {@link TailServer} to inject by its name in the configuration: {@code @TailServerName("audit") TailServer server}
 * is the server of {@code quarkus.tailsrv."audit".file}.
 * <p>
 * Names are known at run time only. Injecting a server that does not exist throws an {@link IllegalStateException}: no file is
 * set for it, or it is not active.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({ FIELD, PARAMETER, METHOD, TYPE })
public @interface TailServerName {

    /**
     * The name of the server.
     */
    @Nonbinding
    String value();

    /**
     * The qualifier as a value, for programmatic lookup.
     */
    final class Literal extends AnnotationLiteral<TailServerName> implements TailServerName {

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
