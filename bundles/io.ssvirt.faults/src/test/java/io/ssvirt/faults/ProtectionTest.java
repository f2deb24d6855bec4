package io.ssvirt.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The suite notices when a line of protection is missing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtectionTest {

    private final Lab lab = Lab.onH2();

    @AfterAll
    void close() throws IOException {
        lab.close();
    }

    @ParameterizedTest
    @EnumSource(Protection.class)
    void withoutALineOfProtectionCasesFail(Protection line) {
        lab.without(line);
        List<String> failing = new ArrayList<>();
        List<Case<Lab>> tried = Suite.inLab().stream().filter(line::isTriedBy).toList();
        tried.forEach(each -> {
            if (!holds(each)) {
                failing.add(each.id());
            }
        });

        CaseBook.proof(line, tried.size(), failing);
        assertThat(failing).as("cases that fail without the " + line.id()).isNotEmpty();
    }

    private boolean holds(Case<Lab> each) {
        try {
            lab.begin(each.id().hashCode());
            each.body().accept(lab);
            return true;
        } catch (AssertionError | IllegalStateException breach) {
            return false;
        }
    }
}
