/**
 * The clients of the configuration, which applications have injected. It imports {@code options} and {@code config}, and is
 * handed the builders that it calls. Only {@code health}, {@code metrics} and the root of {@code runtime} import it.
 */
package io.quarkiverse.tailsrv.runtime.injection;
