package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A program of the machine that is run to its end. */
record Command(String... words) {

    /** Runs it and returns what it wrote; fails when it does. */
    String run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " failed: " + output);
        }
        return output;
    }
}
