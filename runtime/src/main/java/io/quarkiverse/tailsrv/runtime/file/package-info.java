/**
 * Files as the system has them: which file is at a path, opening it without being held up, what is remembered of its bytes,
 * and threads for what may block. It knows nothing of followers or clients, and imports nobody here.
 */
package io.quarkiverse.tailsrv.runtime.file;
