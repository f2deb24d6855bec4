package io.ssvirt.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.api.Caller;
import io.ssvirt.api.EffectiveConfiguration;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.shell.internal.command.ClusterUse;
import io.ssvirt.shell.internal.command.ConfigShow;
import io.ssvirt.shell.internal.command.OrgDelete;
import io.ssvirt.shell.internal.command.OrgList;
import io.ssvirt.shell.internal.command.TaskInfo;
import io.ssvirt.shell.internal.command.VdcDelete;
import io.ssvirt.shell.internal.command.VdcInfo;
import io.ssvirt.shell.internal.command.VdcList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the commands print, ask and refuse. */
class CommandsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Console console = new Console();
    private final AtomicInteger deleted = new AtomicInteger();
    private final Organization acme = new Organization(
            id(EntityType.ORGANIZATION, 1), "acme", "Acme\u001b[31m", "", true, false, false, "", NOW, NOW);

    @BeforeEach
    void offer() {
        var counted = new Organizations.Counted(acme, new Organizations.Counts(2, 1, 3, 1, 4));
        console.offer(
                Organizations.class,
                Console.answering(
                        Organizations.class,
                        Map.of(
                                "list",
                                (Function<Object[], Object>)
                                        given -> Outcome.done(new Page<>(List.of(counted), 1, 1, 100)),
                                "get",
                                Outcome.done(counted),
                                "delete",
                                (Function<Object[], Object>) given -> {
                                    deleted.incrementAndGet();
                                    return Outcome.done(given[1]);
                                })));
    }

    private static Urn id(EntityType type, int number) {
        return new Urn(type, new UUID(0, number));
    }

    private static Vdc vdc(int number, String name) {
        return new Vdc(
                id(EntityType.VDC, number),
                id(EntityType.ORGANIZATION, 1),
                name,
                "",
                AllocationModel.FLEX,
                ComputeCapacity.UNLIMITED,
                "",
                0,
                0,
                false,
                true,
                new NamespaceName("vdc-acme-" + name),
                VdcState.READY,
                NOW,
                NOW);
    }

    private void vdcs(Vdc... all) {
        console.offer(Vdcs.class, Console.answering(Vdcs.class, Map.of("list", (Function<Object[], Object>) given -> {
            Query query = (Query) given[1];
            List<Vdc> page = List.of(all).stream()
                    .skip(query.skip())
                    .limit(query.pageSize())
                    .toList();
            return Outcome.done(new Page<>(page, all.length, query.page(), query.pageSize()));
        })));
    }

    @Test
    void aListIsATableForPeople() throws CommandException {
        assertThat(console.run(OrgList.class, Map.of()).lines())
                .first()
                .asString()
                .matches("Name\\s+[|│] Enabled.*");
        assertThat(console.text()).contains("acme", "urn:vcloud:org:");
    }

    @Test
    void aListIsBareColumnsForTools() throws CommandException {
        assertThat(console.run(OrgList.class, Map.of("noFormat", true)).lines())
                .singleElement()
                .asString()
                .startsWith("acme\ttrue\t2\t3\t4\turn:vcloud:org:");
    }

    @Test
    void aListIsJsonForPrograms() throws CommandException, JsonProcessingException {
        JsonNode all = new ObjectMapper().readTree(console.run(OrgList.class, Map.of("json", true)));

        assertThat(all).hasSize(1);
        assertThat(all.at("/0/name").asText()).isEqualTo("acme");
        assertThat(all.at("/0/vdcs").asInt()).isEqualTo(2);
        assertThat(all.at("/0/enabled").asBoolean()).isTrue();
    }

    @Test
    void everyPageIsRead() throws CommandException {
        Vdc[] many = new Vdc[250];
        for (int i = 0; i < many.length; i++) {
            many[i] = vdc(i, "v" + i);
        }
        vdcs(many);

        assertThat(console.run(VdcList.class, Map.of("noFormat", true)).lines()).hasSize(250);
    }

    @Test
    void aTenantsTextCannotMoveTheCursor() throws CommandException {
        assertThat(console.run(io.ssvirt.shell.internal.command.OrgInfo.class, Map.of("organization", "acme")))
                .contains("Acme?[31m")
                .doesNotContain("Acme\u001b");
    }

    @Test
    void nothingIsDeletedUntilItIsConfirmedByName() {
        console.answers.add("no");

        assertThatThrownBy(() -> console.run(OrgDelete.class, Map.of("organization", "acme")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("not confirmed");
        assertThat(console.questions.peek()).contains("Delete organization \"acme\"");
        assertThat(deleted).hasValue(0);
    }

    @Test
    void whereNobodyCanAnswerNothingIsDeleted() {
        assertThatThrownBy(() -> console.run(OrgDelete.class, Map.of("organization", "acme")))
                .hasMessageContaining("-f does it without a question");
        assertThat(deleted).hasValue(0);
    }

    @Test
    void yesOrForceDeletes() throws CommandException {
        console.answers.add("y");
        console.run(OrgDelete.class, Map.of("organization", "acme"));
        console.run(OrgDelete.class, Map.of("organization", "acme", "force", true));

        assertThat(deleted).hasValue(2);
        assertThat(console.questions).hasSize(1);
    }

    @Test
    void aNameThatSeveralThingsHaveIsRefusedWithTheirIds() {
        vdcs(vdc(1, "dev"), vdc(2, "dev"));

        assertThatThrownBy(() -> console.run(VdcInfo.class, Map.of("vdc", "dev")))
                .hasMessageContaining("2 of them")
                .hasMessageContaining(id(EntityType.VDC, 2).toString());
        assertThatThrownBy(() -> console.run(VdcDelete.class, Map.of("vdc", "none")))
                .hasMessage("There is no VDC \"none\"");
    }

    @Test
    void anErrorIsOneLineAndItsCauseIsShownWhenAskedFor() {
        assertThatThrownBy(() -> console.run(TaskInfo.class, Map.of("task", "x")))
                .hasMessageContaining("\"x\" is no id");
        assertThat(console.text()).isEmpty();
        assertThatThrownBy(() -> console.run(TaskInfo.class, Map.of("task", "x", "verbose", true)))
                .isInstanceOf(CommandException.class);
        assertThat(console.text()).contains("kind: INVALID", "field: id");
    }

    @Test
    void aPartThatIsAwayAndAFaultAreLinesToo() {
        assertThatThrownBy(() -> console.run(VdcList.class, Map.of())).hasMessageContaining("Vdcs is away");
        console.offer(Vdcs.class, Console.answering(Vdcs.class, Map.of()));
        assertThatThrownBy(() -> console.run(VdcList.class, Map.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("a fault in the server");
    }

    @Test
    void theCallerHasEveryRightAndTheNameOfTheConsolesUser() {
        Caller caller = ConsoleCaller.of("ann");

        assertThat(caller.username()).isEqualTo("console:ann");
        assertThat(caller.isProvider()).isTrue();
        assertThat(caller).isEqualTo(ConsoleCaller.of("ann"));
        assertThat(caller.userId()).isNotEqualTo(ConsoleCaller.of("bob").userId());
    }

    @Test
    void theConfigurationShowsOriginsAndProblems() throws CommandException {
        console.offer(EffectiveConfiguration.class, configuration("default"));

        assertThat(console.run(ConfigShow.class, Map.of("noFormat", true)))
                .contains("io.ssvirt.cluster\tprovider\tauto\tdefault");
        assertThat(console.run(ConfigShow.class, Map.of("problems", true))).contains("it is wrong");
        assertThat(console.run(ConfigShow.class, Map.of("area", "database"))).contains("There are none.");
    }

    @Test
    void aProviderThatTheEnvironmentGivesIsNotChanged() {
        console.offer(EffectiveConfiguration.class, configuration("environment SSVIRT_CLUSTER_PROVIDER"));

        assertThatThrownBy(() -> console.run(ClusterUse.class, Map.of("provider", "simulator", "force", true)))
                .hasMessageContaining("environment SSVIRT_CLUSTER_PROVIDER, which wins");
        assertThatThrownBy(() -> console.run(ClusterUse.class, Map.of("provider", "kubernets", "force", true)))
                .hasMessageContaining("must be one of");
    }

    private static EffectiveConfiguration configuration(String origin) {
        return Console.answering(
                EffectiveConfiguration.class,
                Map.of(
                        "settings",
                        List.of(new EffectiveConfiguration.Setting(
                                "io.ssvirt.cluster", "provider", "SSVIRT_CLUSTER_PROVIDER", "auto", origin, "")),
                        "problems",
                        List.of(new EffectiveConfiguration.Problem("it is wrong", true))));
    }

    @Test
    void anErrorSaysWhenToTryAgain() {
        console.offer(
                Vdcs.class,
                Console.answering(
                        Vdcs.class,
                        Map.of(
                                "list",
                                Outcome.refused(
                                        DomainError.unavailable("The database is away", Duration.ofSeconds(7))))));

        assertThatThrownBy(() -> console.run(VdcList.class, Map.of("verbose", true)))
                .hasMessage("The database is away");
        assertThat(console.text())
                .contains("try again after: 7 s")
                .doesNotContain(Optional.of("x").toString());
    }
}
