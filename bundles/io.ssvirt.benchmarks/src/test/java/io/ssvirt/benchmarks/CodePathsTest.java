package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.kubernetes.internal.EventPath;
import io.ssvirt.cluster.simulator.internal.TemplatePath;
import io.ssvirt.identity.internal.PasswordPath;
import io.ssvirt.identity.internal.TokenPath;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Query;
import io.ssvirt.rest.api.FilterPath;
import io.ssvirt.rest.internal.PagePath;
import io.ssvirt.vdc.internal.NamingPath;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured by the microsecond does what its name says. */
final class CodePathsTest {

    @Test
    void machinesAreFoundByTheIndexAsByTheScan() {
        EventPath path = new EventPath();
        path.fill(100);

        assertThat(path.eventOfAMachine()).isEqualTo(true);
        assertThat((List<?>) path.machinesOfAVAppByIndex()).hasSize(1);
        assertThat((List<?>) path.machinesOfAVAppByScan()).hasSize(1);
    }

    @Test
    void theOtherPathsHaveAResult() throws IOException {
        assertThat(new NamingPath().nameOfANamespace())
                .isEqualTo(new NamespaceName("vdc-acme-corporation-productioneast01"));
        assertThat(new PasswordPath().checkOfAPassword()).isEqualTo(true);
        assertThat(new TokenPath().checkOfAToken()).isNotNull();
        assertThat((List<?>) new TemplatePath().processingOfATemplate()).isNotEmpty();
        assertThat((List<?>) new TemplatePath().parametersOfATemplate()).isNotEmpty();
        assertThat(((Query) new FilterPath().filterOfThreeConditions()).criteria())
                .hasSize(3);
        assertThat(((Query) new FilterPath().parametersOfAPage()).page()).isEqualTo(2);
        assertThat(new String((byte[]) new PagePath().jsonOfAPageOf25Machines(), StandardCharsets.UTF_8))
                .startsWith("{\"resultTotal\":10000,");
    }

    @Test
    void whatIsMeasuredIsNamedInPlainWords() {
        assertThat(CodePaths.words("machinesOfAVAppByIndex")).isEqualTo("machines of a vApp by index");
        assertThat(CodePaths.words("jsonOfAPageOf25Machines")).isEqualTo("json of a page of 25 machines");
        assertThat(CodePaths.words("eventOfAMachine")).isEqualTo("event of a machine");
    }
}
