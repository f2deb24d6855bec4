package io.ssvirt.itests;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator who gets every kind of setting wrong: each is one line that says what is wrong and what to do, the console answers
 * all the while, and what is put right in the files is taken up without a restart.
 */
class BadConfigurationTest {

    private static final int SSL_REQUEST = 80877103;

    @Test
    void eachWrongSettingIsNamedAndCanBePutRightWhileTheConsoleAnswers() throws IOException, InterruptedException {
        try (ServerSocket database = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Service service = new Service()) {
            int closed;
            try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closed = gone.getLocalPort();
            }
            service.with("SSVIRT_DATABASE_HOSTT", "misspelt")
                    .configured("io.ssvirt.database.cfg", "host = 127.0.0.1\nport = " + closed + "\n")
                    .configured("io.ssvirt.cluster.cfg", "kubeconfig = /nowhere/kubeconfig\nkubekonfig = x\n")
                    .configured("io.ssvirt.operations.gateway.cfg", "retries = several\n")
                    .configured("io.ssvirt.tls.cfg", "cert = /nowhere/tls.crt\nkey = /nowhere/tls.key\n")
                    .start();

            service.says("The database server cannot be reached, or not trusted; start it, or check host, port");
            service.says("the kubeconfig /nowhere/kubeconfig cannot be read; check kubeconfig of io.ssvirt.cluster");
            service.says("The certificate was not taken reason=\"/nowhere/tls");
            service.says("environment SSVIRT_DATABASE_HOSTT; did you mean SSVIRT_DATABASE_HOST?");
            service.says("\"kubekonfig\" is unknown");
            service.says("Setting retries of io.ssvirt.operations.gateway is \"several\"");
            assertThat(service.output() + service.errors()).doesNotContain("\tat ");

            assertThat(service.console("ssvirt:config --problems --no-format", 0))
                    .contains("must be a whole number");
            assertThat(service.console("ssvirt:health --no-format", 0))
                    .contains("database\tFAILED", "cluster\tDEGRADED", "configuration\tFAILED");
            assertThat(service.console("ssvirt:org-list", 1)).contains("not running");

            refuse(database);
            service.reconfigure(
                    "io.ssvirt.database.cfg",
                    "host = 127.0.0.1\nport = " + database.getLocalPort() + "\nusername = ann\npassword = wrong-one\n");
            service.says("The database refuses the user or the password; check username and password");
            assertThat(service.output() + service.errors()).doesNotContain("wrong-one");

            service.reconfigure("io.ssvirt.database.cfg", "");
            service.reconfigure("io.ssvirt.cluster.cfg", "provider = simulator\n");
            service.reconfigure("io.ssvirt.operations.gateway.cfg", "retries = 2\n");
            service.reconfigure("io.ssvirt.tls.cfg", "");
            service.isReady();
            assertThat(service.console("ssvirt:health --no-format", 0)).doesNotContain("FAILED", "DEGRADED");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException, InterruptedException {
        try (Service service = new Service();
                ServerSocket taken = new ServerSocket(service.port(), 1, InetAddress.getLoopbackAddress())) {
            service.with("SSVIRT_CLUSTER_PROVIDER", "simulator").start();

            service.says("The API cannot be reached: Failed to bind to /127.0.0.1:" + taken.getLocalPort());
            service.says("SSVIRT_API_PORT");
            // Said so early that the commands of the console are still to come.
            Awaitility.await("the console").atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                            service.console("ssvirt:config --no-format port", 0))
                    .contains("environment SSVIRT_API_PORT", Integer.toString(service.port())));
        }
    }

    /** Answers as PostgreSQL does to a wrong password: no encryption, then an error of class 28. */
    private static void refuse(ServerSocket server) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    int length = in.readInt();
                    int code = in.readInt();
                    in.skipNBytes(length - 8);
                    if (code == SSL_REQUEST) {
                        client.getOutputStream().write('N');
                        in.skipNBytes(in.readInt() - 4);
                    }
                    client.getOutputStream().write(refusal());
                } catch (IOException closed) {
                    // The pool comes again, or the test has ended.
                    assertThat(closed).isNotNull();
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] refusal() {
        StringBuilder fields = new StringBuilder();
        for (String field : List.of("SFATAL", "C28P01", "Mpassword authentication failed")) {
            fields.append(field).append('\0');
        }
        byte[] text = fields.append('\0').toString().getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[text.length + 5];
        message[0] = 'E';
        message[4] = (byte) (text.length + 4);
        System.arraycopy(text, 0, message, 5, text.length);
        return message;
    }
}
