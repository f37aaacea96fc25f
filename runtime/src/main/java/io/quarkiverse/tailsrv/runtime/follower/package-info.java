/**
 * Follows one file as it grows and is rotated. It does not decide when to look; that is {@code watch}. It imports {@code file}
 * alone; {@code watch}, {@code transfer}, {@code report}, {@code connection}, {@code metrics} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.follower;
