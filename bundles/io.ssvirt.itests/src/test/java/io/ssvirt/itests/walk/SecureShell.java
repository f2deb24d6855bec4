package io.ssvirt.itests.walk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** An SSH client that runs one command after another, each to its end. */
public final class SecureShell implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a command printed and how it ended. */
    public record Result(int status, String out) {}

    private final SshClient client = SshClient.setUpDefaultClient();
    private final int port;
    private final String user;
    private final String password;

    /** Prepares to log in. */
    public SecureShell(int port, String user, String password) {
        this.port = port;
        this.user = user;
        this.password = password;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    /** Runs a command and reads to the end of its output; the server ends the connection after each. */
    public Result run(String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ClientSession session = login()) {
            try (ClientChannel channel = session.createExecChannel(command)) {
                channel.setOut(out);
                channel.setErr(out);
                channel.open().verify(PATIENCE);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
                Integer status = channel.getExitStatus();
                return new Result(status == null ? -1 : status, out.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** Sits down at a terminal that can do nothing but print. */
    public Terminal terminal() throws IOException {
        return terminal("dumb");
    }

    /** Sits down at a terminal of a type. */
    public Terminal terminal(String type) throws IOException {
        return new Terminal(login(), type);
    }

    private ClientSession login() throws IOException {
        ClientSession session =
                client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        return session;
    }

    @Override
    public void close() {
        client.stop();
    }
}
