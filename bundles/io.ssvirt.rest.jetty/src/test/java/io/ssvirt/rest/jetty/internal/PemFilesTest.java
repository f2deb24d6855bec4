package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PemFilesTest {

    @TempDir
    Path folder;

    private PemFiles files;

    @BeforeEach
    void aCertificate() throws IOException {
        files = new PemFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        SelfSigned.make(files);
    }

    private void key(String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                files.key(),
                "-----BEGIN " + kind + "PRIVATE KEY-----\n" + lines + "\n-----END " + kind + "PRIVATE KEY-----\n");
    }

    /** The last octet string of PKCS#8 is what the older forms consist of. */
    private static byte[] inner(PrivateKey key, int head) {
        byte[] all = key.getEncoded();
        return Arrays.copyOfRange(all, head, all.length);
    }

    @Test
    void aKeyInTheOlderFormForEcIsRead() throws Exception {
        PrivateKey made = files.read().key();
        byte[] sec1 = inner(made, 28);
        byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
        byte[] named = Arrays.copyOf(sec1, sec1.length + curve.length);
        System.arraycopy(curve, 0, named, sec1.length, curve.length);
        named[1] += (byte) curve.length;

        key("EC ", named);

        assertThat(((ECPrivateKey) files.read().key()).getS()).isEqualTo(((ECPrivateKey) made).getS());
    }

    @Test
    void aKeyInTheOlderFormForRsaIsRead() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();

        key("RSA ", inner(pair.getPrivate(), 26));

        // it is read, and then found to belong to another certificate
        assertThatThrownBy(files::read)
                .isInstanceOf(IOException.class)
                .hasMessage(files.key() + ": the private key does not belong to the first certificate");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));

        key("", generator.generateKeyPair().getPrivate().getEncoded());

        assertThatThrownBy(files::read).hasMessageContaining("does not belong to the first certificate");
    }

    @Test
    void whatIsWrongIsNamedWithItsFileAndWithoutItsContent() throws Exception {
        key("ENCRYPTED ", new byte[] {1, 2, 3});
        assertThatThrownBy(files::read).hasMessage(files.key() + ": is encrypted; give a key that is not");
        key("", new byte[] {1, 2, 3});
        assertThatThrownBy(files::read).hasMessage(files.key() + ": is no RSA, EC or Ed25519 key");
        Files.writeString(files.key(), "secret");
        assertThatThrownBy(files::read).hasMessage(files.key() + ": holds no PEM private key");
        Files.writeString(files.certificate(), "");
        assertThatThrownBy(files::read).hasMessageContaining("tls.");
    }
}
