/**
 * What a server reports: events for the application, counters, and failures in words. It only records, and decides nothing. It
 * imports {@code follower} and {@code transfer}; {@code header}, {@code tls}, {@code port}, {@code connection}, {@code server},
 * {@code metrics} and {@code devui} import it.
 */
package io.quarkiverse.tailsrv.runtime.report;
