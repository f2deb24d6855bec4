package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in force, taken from files and taken again when they change.
 *
 * <p>Files that cannot be read leave the certificate that was in force; without one no connection is made, because plain HTTP in its
 * place is what nobody asked for.
 */
final class Tls {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private static final String SETTINGS =
            "check cert and key of io.ssvirt.tls (SSVIRT_API_TLS_CERT, SSVIRT_API_TLS_KEY); they are looked at again by themselves";

    private final PemFiles files;
    private final char[] password;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private List<Long> state = List.of();

    Tls(PemFiles files) {
        this.files = files;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random).toCharArray();
        factory.setKeyStorePassword(new String(password));
        factory.setKeyManagerPassword(new String(password));
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        factory.setKeyStore(empty());
        look();
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Takes the files when they have changed since the last look. */
    synchronized void look() {
        List<Long> now = files.state();
        if (now.equals(state)) {
            return;
        }
        state = now;
        try {
            Credential credential = files.read();
            KeyStore store = credential.toKeyStore(password);
            if (factory.isStarted()) {
                reload(store);
            } else {
                factory.setKeyStore(store);
            }
            LOG.info(
                    "Certificate in force file={} subject=\"{}\" until={} sha256={}",
                    files.certificate(),
                    credential.chain().get(0).getSubjectX500Principal().getName(),
                    credential.chain().get(0).getNotAfter().toInstant(),
                    credential.fingerprint());
        } catch (NoSuchFileException absent) {
            LOG.error("The certificate was not taken reason=\"{}: does not exist\"; {}", absent.getMessage(), SETTINGS);
        } catch (IOException unreadable) {
            LOG.error("The certificate was not taken reason=\"{}\"; {}", unreadable.getMessage(), SETTINGS);
        }
    }

    @SuppressWarnings("IllegalCatch") // Jetty declares nothing narrower
    private void reload(KeyStore store) throws IOException {
        try {
            factory.reload(changed -> changed.setKeyStore(store));
        } catch (Exception refused) {
            throw new IOException("TLS does not accept it: " + refused.getMessage(), refused);
        }
    }

    private static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
