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
import jakarta.inject.Qualifier;

/**
 * Chooses the {@link TailServer} to inject by its name in the configuration: {@code @TailServerName("audit") TailServer server}
 * is the server of {@code quarkus.tailsrv."audit".file}.
 * <p>
 * A name is known when the application is built if it is in the configuration, or in this annotation at an injection point or a
 * customizer. Whether there is such a server is known at run time. If no file is set for it, or it is not active, injecting it
 * fails with an {@code io.quarkus.arc.InactiveBeanException}. A server whose name is in the environment only can be looked up
 * with {@link TailServers#find}.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({ FIELD, PARAMETER, METHOD, TYPE })
public @interface TailServerName {

    /**
     * The name of the server.
     */
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
