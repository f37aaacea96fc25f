/**
 * The settings as they are written: defaults and documentation, no logic. It imports nobody here.
 */
package io.quarkiverse.tailsrv.runtime.config;
