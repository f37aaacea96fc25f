package io.quarkiverse.tailsrv.deployment.support;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes clients that speak TLS, as the JDK does. In these tests they fail at an end that is not told by a close_notify.
 */
public final class TlsClients implements Connecting {

    private final KeyStore trusted;
    private final KeyStore own;
    private final String protocol;
    private final String serverName;

    private TlsClients(KeyStore trusted, KeyStore own, String protocol, String serverName) {
        this.trusted = trusted;
        this.own = own;
        this.protocol = protocol;
        this.serverName = serverName;
    }

    static TlsClients trusting(String trustStore) {
        return new TlsClients(load(trustStore), null, null, null);
    }

    /** With the clients' certificate of that set. */
    public TlsClients withCertificate(Certificates certificates) {
        return new TlsClients(trusted, load(certificates.file("tls-client-keystore.p12")), protocol, serverName);
    }

    /** With that version of TLS only. */
    public TlsClients with(String protocol) {
        return new TlsClients(trusted, own, protocol, serverName);
    }

    /** Who say by TLS that they want the server of that name. */
    public TlsClients of(String serverName) {
        return new TlsClients(trusted, own, protocol, serverName);
    }

    public TestClient connect(int port) throws IOException {
        return connect(port, 0);
    }

    @Override
    public TestClient connect(int port, int receiveBuffer) throws IOException {
        return over(TestClient.connect(new Socket(), port, receiveBuffer));
    }

    /** A client that says by TLS only that it will send no more, and leaves TCP as it is. */
    public TestClient connectWithoutFin(int port) throws IOException {
        return over(TestClient.connect(new Socket() {
            @Override
            public void shutdownOutput() {
                // not here
            }
        }, port, 0));
    }

    private TestClient over(Socket tcp) throws IOException {
        SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(tcp, "localhost", tcp.getPort(), true);
        if (protocol != null) {
            tls.setEnabledProtocols(new String[] { protocol });
        }
        if (serverName != null) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
            tls.setSSLParameters(parameters);
        }
        return TestClient.over(tls, tcp);
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, Certificates.PASSWORD.toCharArray());
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore load(String file) {
        try (InputStream in = new FileInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, Certificates.PASSWORD.toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
