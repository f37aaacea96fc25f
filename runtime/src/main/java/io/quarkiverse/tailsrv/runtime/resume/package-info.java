/**
 * A client's connections: how one is opened and asked for an offset, how the file's size is found, and how the stream finds out
 * whether the file is still the one that it was. It knows no items. It imports the public API and {@code socket}, and no other
 * package of {@code runtime}.
 */
package io.quarkiverse.tailsrv.runtime.resume;
