/**
 * Follows one file as it grows and is rotated. It does not decide when to look; that is {@code watch}. Beside
 * {@code thread} it imports {@code selection} and {@code file}; {@code watch}, {@code transfer}, {@code report},
 * {@code connection}, {@code devui}, {@code metrics} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.follower;
