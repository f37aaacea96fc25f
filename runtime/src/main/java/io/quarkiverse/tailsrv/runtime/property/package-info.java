/**
 * The names of properties: whose they are, what a server or client without a value of its own has, and which servers the
 * configuration and the environment name. It imports {@code config}. {@code options}, {@code injection} and the recorder of
 * clients
 * import it.
 */
package io.quarkiverse.tailsrv.runtime.property;
