package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of its own that has signed one certificate, for a server that is called localhost; made with Java's keytool. */
final class TestAuthority {

    private static final String PASSWORD = "of-the-test";
    private static final String SERVER = "server";
    private static final String AUTHORITY = "authority";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** Makes the authority, the key of the server and its certificate, as PEM files in a folder. */
    static TestAuthority in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        keytool(store, AUTHORITY, "-ext", "bc:c");
        keytool(store, SERVER, "-signer", AUTHORITY, "-ext", "san=dns:localhost");
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            made.load(content, PASSWORD.toCharArray());
        }
        TestAuthority authority = new TestAuthority(folder);
        pem(
                authority.certificate(),
                "CERTIFICATE",
                made.getCertificate(AUTHORITY).getEncoded());
        pem(
                authority.serverCertificate(),
                "CERTIFICATE",
                made.getCertificate(SERVER).getEncoded());
        pem(
                authority.serverKey(),
                "PRIVATE KEY",
                made.getKey(SERVER, PASSWORD.toCharArray()).getEncoded());
        // PostgreSQL does not start with a key that others may read.
        Files.setPosixFilePermissions(authority.serverKey(), PosixFilePermissions.fromString("rw-------"));
        return authority;
    }

    Path certificate() {
        return folder.resolve("authority.crt");
    }

    Path serverCertificate() {
        return folder.resolve("server.crt");
    }

    Path serverKey() {
        return folder.resolve("server.key");
    }

    private static void keytool(Path store, String name, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=" + name,
                "-alias",
                name,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(Files.readString(store.resolveSibling("keytool.log")));
        }
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + lines.encodeToString(content) + "\n-----END " + what + "-----\n");
    }
}
