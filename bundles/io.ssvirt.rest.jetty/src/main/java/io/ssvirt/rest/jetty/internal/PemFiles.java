package io.ssvirt.rest.jetty.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and its key in PEM files.
 *
 * <p>The key may be in PKCS#8 or in the older forms that OpenSSL and cert-manager write by default, PKCS#1 for RSA and SEC 1 for EC.
 * Those are the inner part of PKCS#8, so they are put into its envelope.
 */
record PemFiles(Path certificate, Path key) {

    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN ((?:RSA |EC |ENCRYPTED )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END", Pattern.DOTALL);

    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };
    private static final byte[] EC_ALGORITHM = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    /** Reads both; the message of what it throws names the file and what is wrong, and never what is in it. */
    Credential read() throws IOException {
        try {
            return new Credential(privateKey(), certificates());
        } catch (IllegalArgumentException mismatch) {
            throw new IOException(key + ": " + mismatch.getMessage(), mismatch);
        }
    }

    private List<X509Certificate> certificates() throws IOException {
        byte[] text = Files.readAllBytes(certificate);
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(text))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new IOException(certificate + ": holds no certificate");
            }
            return chain;
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(certificate + ": is no PEM certificate", unreadable);
        }
    }

    private PrivateKey privateKey() throws IOException {
        Matcher found = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new IOException(key + ": holds no PEM private key");
        }
        byte[] content = Base64.getMimeDecoder().decode(found.group(2));
        byte[] pkcs8 =
                switch (found.group(1).trim()) {
                    case "" -> content;
                    case "RSA" -> envelope(RSA, content);
                    case "EC" -> envelope(ecAlgorithm(content), content);
                    default -> throw new IOException(key + ": is encrypted; give a key that is not");
                };
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                // The algorithm is within; whoever can read it knows.
                continue;
            }
        }
        throw new IOException(key + ": is no RSA, EC or Ed25519 key");
    }

    /** Returns the algorithm with the curve, which SEC 1 keeps behind the tag {@code [0]}. */
    private byte[] ecAlgorithm(byte[] sec1) throws IOException {
        int at = 0;
        while (at < sec1.length - 2 && !(sec1[at] == (byte) 0xa0 && sec1[at + 2] == 0x06)) {
            at++;
        }
        if (at >= sec1.length - 2) {
            throw new IOException(key + ": does not name its curve");
        }
        byte[] curve = new byte[sec1[at + 1]];
        System.arraycopy(sec1, at + 2, curve, 0, curve.length);
        return der(0x30, EC_ALGORITHM, curve);
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return der(0x30, new byte[] {2, 1, 0}, algorithm, der(0x04, key));
    }

    /** Writes one element: tag, length, parts. */
    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        byte[] all = new byte[head.length + length];
        System.arraycopy(head, 0, all, 0, head.length);
        int at = head.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Tells whether both files are there. */
    boolean exist() {
        return Files.isRegularFile(certificate) && Files.isRegularFile(key);
    }

    /** Returns what changes when one of the files does. */
    List<Long> state() {
        return List.of(modified(certificate), modified(key));
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException absent) {
            return 0;
        }
    }

    /** Writes a certificate and its key; the key can be read by its owner alone. */
    void write(PrivateKey secret, Certificate open) throws IOException {
        PrivateFile.write(key, pem("PRIVATE KEY", secret.getEncoded()));
        try {
            Files.writeString(certificate, pem("CERTIFICATE", open.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    private static String pem(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
