/**
 * Access to the file system: identifying files, opening them with a timeout, remembering some of their bytes. It imports no
 * other package of {@code runtime} but {@code thread}. Only {@code selection}, {@code follower},
 * {@code directory}, {@code watch}, {@code transfer} and {@code devui} import it.
 */
package io.quarkiverse.tailsrv.runtime.file;
