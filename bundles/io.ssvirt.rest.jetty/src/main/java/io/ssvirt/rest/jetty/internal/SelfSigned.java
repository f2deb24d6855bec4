package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes a certificate that nobody but this server vouches for.
 *
 * <p>The Java platform has no interface for it but a program, {@code keytool}, which every Java has. What it made is kept as PEM
 * files, so that a client can be given the certificate.
 */
final class SelfSigned {

    private static final String ALIAS = "ssvirt";
    private static final int SECONDS = 60;
    private static final String PASSWORD = "SSVIRT_TLS_STORE_PASSWORD";

    private SelfSigned() {}

    static void make(PemFiles files) throws IOException {
        Path folder = PrivateFile.folder(files.key().toAbsolutePath().getParent());
        Path store = Files.createTempDirectory(folder, "tls").resolve("new.p12");
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            run(store, password);
            write(store, password, files);
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("the new certificate cannot be read", unreadable);
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(store.getParent());
        }
    }

    private static void run(Path store, String password) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command = new ProcessBuilder(List.of(
                tool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + host() + ", O=SSVirt",
                "-ext",
                "SAN=dns:localhost,dns:" + host() + ",ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD));
        command.environment().put(PASSWORD, password);
        command.environment().remove("JDK_JAVA_OPTIONS");
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool did not end");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", stopped);
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }

    /** A name that is good in a certificate; a container may have one that is not. */
    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?") ? name : "localhost";
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static void write(Path store, String password, PemFiles files)
            throws IOException, GeneralSecurityException {
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            made.load(content, password.toCharArray());
        }
        files.write((PrivateKey) made.getKey(ALIAS, password.toCharArray()), made.getCertificate(ALIAS));
    }
}
