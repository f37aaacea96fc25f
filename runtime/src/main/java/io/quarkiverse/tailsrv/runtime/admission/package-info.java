/**
 * How many clients may come in: the limits of one server and of all, and who is turned away. It imports {@code options},
 * {@code report} and {@code thread}. {@code port} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.admission;
