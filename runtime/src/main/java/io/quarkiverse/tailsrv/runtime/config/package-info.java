/**
 * The configuration properties: defaults and documentation, no logic. It imports no other package of {@code runtime}. Only
 * {@code options}, {@code server}, {@code injection} and the root of {@code runtime} import it.
 */
package io.quarkiverse.tailsrv.runtime.config;
