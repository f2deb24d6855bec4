package io.ssvirt.itests.walk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody at a terminal of the console: keys go in one by one, and what appears is read. */
public final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern COLOUR = Pattern.compile("\\u001b[\\[(][0-9;?]*[A-Za-z]");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ClientSession session;
    private final ChannelShell channel;
    private final OutputStream keys;

    Terminal(ClientSession session, String type) throws IOException {
        this.session = session;
        this.channel = session.createShellChannel();
        // Wide, so that nothing is wrapped.
        channel.setPtyType(type);
        channel.setPtyColumns(400);
        channel.setPtyLines(100);
        channel.setOut(screen);
        channel.setErr(screen);
        channel.open().verify(PATIENCE);
        this.keys = channel.getInvertedIn();
        shows(">");
    }

    /** Types, without pressing Enter. */
    public Terminal type(String text) throws IOException {
        screen.reset();
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
        return this;
    }

    /** Types a line. */
    public Terminal enter(String line) throws IOException {
        return type(line + "\r");
    }

    /** Waits until a text has appeared since the last key. */
    public Terminal shows(String text) {
        Awaitility.await("\"" + text + "\" on the screen").atMost(PATIENCE).untilAsserted(() -> assertThat(screen())
                .contains(text));
        return this;
    }

    /** Returns what has appeared since the last key, without what colours it. */
    public String screen() {
        return COLOUR.matcher(screen.toString(StandardCharsets.UTF_8)).replaceAll("");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        session.close();
    }
}
