/**
 * What a client's stream makes of the bytes that it receives: chunks, lines, and their positions. It knows no connection. It
 * imports the public API, and no other package of {@code runtime}.
 */
package io.quarkiverse.tailsrv.runtime.lines;
