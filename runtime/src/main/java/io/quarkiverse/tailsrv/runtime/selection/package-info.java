/**
 * Which file is served: always the same, or the newest one that matches a pattern. It imports {@code file} and {@code thread}.
 * {@code options}, {@code follower}, {@code directory}, {@code watch} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.selection;
