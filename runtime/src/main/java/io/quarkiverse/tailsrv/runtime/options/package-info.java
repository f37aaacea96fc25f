/**
 * What each server is told to do: settings from the configuration and from code, checked and complete. All rooms of a server
 * may read them; it imports {@code config} alone.
 */
package io.quarkiverse.tailsrv.runtime.options;
