package io.ssvirt.model;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a_b", "a\nb"})
    void anIllegalNamespaceNameCannotBeMade(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NamespaceName(name));
    }

    @Test
    void aNamespaceNameHasAtMost63Characters() {
        assertThat(DnsLabel.isLegal("a".repeat(63))).isTrue();
        assertThat(DnsLabel.isLegal("a".repeat(64))).isFalse();
    }

    @Test
    void aDeletingVdcGoesNowhereElse() {
        for (VdcState next : VdcState.values()) {
            assertThat(VdcState.DELETING.mayBecome(next)).isFalse();
        }
    }

    @Test
    void everyOtherVdcStateMayBecomeDeleting() {
        for (VdcState state : VdcState.values()) {
            assertThat(state.mayBecome(VdcState.DELETING)).isEqualTo(state != VdcState.DELETING);
        }
    }

    @Test
    void pagesAreCountedUp() {
        assertThat(new Page<>(List.of(1), 26, 1, 25).pageCount()).isEqualTo(2);
        assertThat(new Page<>(List.of(), 0, 1, 25).pageCount()).isZero();
    }

    @Test
    void aPageFarBeyondTheEndSkipsNoMoreThanAnInteger() {
        assertThat(Query.page(Integer.MAX_VALUE, 100).skip()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Query.page(3, 25).skip()).isEqualTo(50);
    }

    @Test
    void noTwoOperationsHaveTheSameNameSinceItStandsForThemInTheDatabase() {
        assertThat(Operation.values()).extracting(Operation::text).doesNotHaveDuplicates();
        assertThat(PowerAction.values()).allSatisfy(action -> assertThat(PowerAction.of(action.operation()))
                .contains(action));
    }

    @Test
    void secretValuesNeverShowThemselves() {
        assertThat(SecretValues.of(Map.of("PASSWORD", "hush"))).asString().doesNotContain("hush", "PASSWORD");
    }

    @Test
    void anOutcomeKeepsItsErrorThroughEveryStep() {
        DomainError error = DomainError.notFound("gone");

        Outcome<String> end = Outcome.<Integer>refused(error).map(n -> n + 1).then(n -> Outcome.done("n" + n));

        assertThat(end.refusal()).contains(error);
    }
}
