/**
 * What an application sees of the servers that {@code quarkus.tailsrv.*} configures.
 */
package io.quarkiverse.tailsrv;
