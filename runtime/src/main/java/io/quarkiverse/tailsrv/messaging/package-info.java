/**
 * What an application sees of the Reactive Messaging connector {@code smallrye-tailsrv}: the metadata of its messages, and a
 * way to keep positions elsewhere. It imports nothing of {@code runtime}, and nothing of Reactive Messaging.
 */
package io.quarkiverse.tailsrv.messaging;
