/**
 * The other end: clients that read what a server of the protocol serves, this extension's or tailsrv, and that resume without
 * ever mixing files. It imports nothing of {@code runtime}.
 */
package io.quarkiverse.tailsrv.client;
