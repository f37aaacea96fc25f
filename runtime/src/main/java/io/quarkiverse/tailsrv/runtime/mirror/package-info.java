/**
 * Local copies of servers' files: how they are checked, continued and renamed. It imports {@code thread}, and of clients only
 * the public API. {@code injection}, which is told of mirrors by the configuration, imports it.
 */
package io.quarkiverse.tailsrv.runtime.mirror;
