/**
 * The open port: it accepts clients, as far as {@code admission} lets them in, and reloads certificates. It hands on each
 * client as a {@code ClientSocket}, and does not know what is served. It imports {@code admission}, {@code tls},
 * {@code socket}, {@code options} and {@code report}; only {@code server} imports it.
 */
package io.quarkiverse.tailsrv.runtime.port;
