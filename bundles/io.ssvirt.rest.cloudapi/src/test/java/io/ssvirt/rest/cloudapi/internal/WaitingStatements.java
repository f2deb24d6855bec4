package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements it costs to ask for what has to wait, and to call it back: as many until it is accepted as anything else until it
 * is done. Then its worker looks whether its way is free, and once waiting is over it is read what came of it.
 */
abstract class WaitingStatements extends CountedStatements {

    /** What a worker begins with. */
    private static final String CLAIM = "update tasks set state = 'CLAIMED'";

    private static final int MOST_OF_WAITING = 12;
    private static final int MOST_OF_TAKING_BACK = 10;

    /** What could not be done is not tried again while statements are counted. */
    @Override
    Map<String, Object> settings() {
        return Map.of(
                "poll__every", "PT1H",
                "claim__lease", "PT3H",
                "backoff__first", "PT1H",
                "backoff__longest", "PT1H",
                "answer__within", "PT1S",
                "breaker__calls", 1000);
    }

    @AfterEach
    void theClusterIsWell() {
        cloud.cluster.faults(call -> Fault.NONE);
    }

    private void fails(String failing) {
        cloud.cluster.faults(call -> call.equals(failing) ? new Fault(Duration.ZERO, End.UNREACHABLE) : Fault.NONE);
    }

    private void cancel(int most, Answer begun) {
        String task = begun.header("X-SSVIRT-TASK");
        JsonNode cancelled = costs(most, 200, () -> ask("POST", V1 + "/tasks/" + task + "/actions/cancel", null))
                .json();
        assertThat(cancelled.get("status").asText()).isEqualTo("ABORTED");
    }

    @Test
    void aVAppIsAcceptedIntoAVdcThatIsBeingCreatedAndCalledBackInSix() {
        instantiate(vdc("warm"), "warm");
        fails("spaces.ensure");
        JsonNode vdc = createVdc("slow").json();
        assertThat(vdc.get("status").asText()).isEqualTo("CREATING");
        ask("GET", V1 + "/vdcs/" + id(vdc), null);

        Answer accepted = costs(MOST_OF_WAITING, 201, () -> instantiate(vdc, "early"));

        isAcceptedInSix();
        cancel(MOST, accepted);
    }

    @Test
    void whatHasBegunIsCancelledInSixAndTakenBackByAnAttemptOfItsOwn() {
        fails("spaces.ensure");

        cancel(MOST_OF_TAKING_BACK, createVdc("unwanted"));

        isAcceptedInSix();
    }

    private void isAcceptedInSix() {
        assertThat(sent).anyMatch(statement -> statement.startsWith(CLAIM));
        assertThat(sent.stream().takeWhile(statement -> !statement.startsWith(CLAIM)))
                .as(String.join("\n", sent))
                .hasSizeBetween(3, MOST);
    }
}
