/**
 * Access to the file system: identifying files, opening them with a timeout, remembering some of their bytes, and threads for
 * tasks that may block. It imports {@code thread} alone. Only {@code follower}, {@code watch}, {@code transfer}
 * and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.file;
