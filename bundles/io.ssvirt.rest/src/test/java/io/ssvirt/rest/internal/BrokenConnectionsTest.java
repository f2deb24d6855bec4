package io.ssvirt.rest.internal;

import java.io.EOFException;
import java.io.IOException;
import java.util.UUID;

import org.apache.cxf.interceptor.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokenConnectionsTest {

    @Test
    void aClientThatHasGoneAwayIsNothingForTheLog() {
        BrokenConnections connections = new BrokenConnections();

        assertThat(connections.faultOccurred(new Fault(new EOFException("gone")), "sending", null))
                .isFalse();
        assertThat(connections.faultOccurred(new Fault(new IllegalStateException("bug")), "sending", null))
                .isTrue();
    }

    @Test
    void nothingIsWrittenToAClientThatHasGoneAway() {
        assertThat(new Failures(UUID::randomUUID)
                        .toResponse(new IOException("Closed"))
                        .hasEntity())
                .isFalse();
    }
}
